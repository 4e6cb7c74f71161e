import type { TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { decoratorsOf } from '../syntax/decorators.js';
import { ancestors, enclosingFunction, isInside } from '../syntax/enclosing.js';
import { functionName } from '../syntax/function-name.js';
import { isFunction, type FunctionNode } from '../syntax/node-shapes.js';
import { isHandedOver } from './handed-over.js';
import { isOpen } from './open-functions.js';
import { isInShutdown } from './is-in-shutdown.js';
import type { Scope } from './relevant-writes.js';

/** What one owner calls, once and in order, by agreement. */
const LIFECYCLE =
  /^[#_]*(re)?(start(up|tls)?|stop|run|init(iali[sz]e)?|setup|connect|disconnect|open|close|listen|launch|boot|bootstrap|main|build|load|reset|mount|unmount|activate|deactivate|enable|disable|configure|install|attach|detach|shutdown|destroy|dispose|tear_?down|cancel|end|quit|terminate|cleanup|(before|after)(All|Each|Mount|Update|Unmount|Init|Destroy|Shutdown)|on(Module|Application)?(Init|Destroy|Mount|Unmount)|connectedCallback|disconnectedCallback|componentDidMount)(Async)?$/i;

/** Parameters that one request, event, message or job brings. */
const BROUGHT =
  /^_*(req|request|res|response|reply|ctx|interaction|socket|ws|message|msg|job|event|evt)$/i;

/**
 * Whether the file shows that the code may run twice at once on the same object: code in sight starts
 * several runs, a request or an event starts it, or strangers call it. A step that only the file itself
 * calls is mostly one of a loop that somebody owns; a method of a lifecycle has one owner by agreement.
 */
export function runsBesideItself(write: Write, model: FileModel, { strict }: Scope): boolean {
  if (strict === true) return true;
  if (isInShutdown(write.node)) return false;
  if (isStartedTogether(write) || isBesideCallback(write) || runsOnEvents(write, model))
    return true;
  const { root } = write;
  return isReachable(write, model) && !(isFunction(root) && isLifecycle(root));
}

/** Entries are left out: mostly each of the runs has its own. */
function isStartedTogether({ together, fields }: Write): boolean {
  return together && fields.every(({ path }) => !path.includes('['));
}

/** Whether what runs beside the code is no other run of it, but a callback that sets its variable too. */
function isBesideCallback(write: Write): boolean {
  const isVariable = write.fields.every(({ path }) => path === '');
  return (
    isVariable && homeOf(write) === enclosingFunction(write.node) && homeOf(write) !== undefined
  );
}

/** Whether strangers can call the function that writes, be it by agreement only once. */
export function isReachable(write: Write, model: FileModel): boolean {
  const { root, node } = write;
  return isInside(node, root) && isReachableThrough(write, model);
}

/** Whether strangers can call what leads to the write, through other functions of the file or not. */
export function isReachableThrough(write: Write, model: FileModel): boolean {
  const { root } = write;
  return isFunction(root) && isBesideHome(root, write) && isOpen(root, model);
}

function runsOnEvents(write: Write, model: FileModel): boolean {
  const around = [write.root, ...ancestors(write.root), ...ancestors(write.node)];
  return around.some((fn) => {
    if (!isFunction(fn) || !isBesideHome(fn, write)) return false;
    return isHandedOver(fn, model) || (homeOf(write) === undefined && isBrought(fn));
  });
}

function isBrought({ params, parent }: FunctionNode): boolean {
  const isMarked = parent.type === 'MethodDefinition' && decoratorsOf(parent).length > 0;
  return (
    isMarked || params.some((param) => param.type === 'Identifier' && BROUGHT.test(param.name))
  );
}

function isLifecycle(fn: FunctionNode): boolean {
  return LIFECYCLE.test(functionName(fn) ?? '');
}

/** Whether two runs of the function reach the one object: it is made outside of them. */
function isBesideHome(fn: FunctionNode, write: Write): boolean {
  const home = homeOf(write);
  return home === undefined || [...ancestors(fn)].includes(home);
}

/** The function of which each run has an object of its own. */
function homeOf({ object }: Write): TSESTree.Node | undefined {
  return object && object.name !== 'this' ? enclosingFunction(object.node) : undefined;
}
