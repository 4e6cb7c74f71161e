import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import type { CallSite } from './call-site.js';
import { deepDerivations } from './fields.js';
import type { Frame } from './frame.js';
import { invokeDeferred } from './invoke.js';
import type { State } from './state.js';
import { derivedFrom, unknown, valueOf, type Value } from './value.js';

/**
 * `new Promise((resolve) => …)` gives what `resolve` is called with, at some other time: what the
 * variables in it hold that nobody else writes to.
 */
export function makePromise(site: CallSite, frame: Frame, state: State): Value {
  const executor = site.args[0]?.node;
  if (!isFunction(executor)) return unknown;
  invokeDeferred(executor, site, frame, state);
  const [resolve] = executor.params;
  if (resolve?.type !== 'Identifier') return unknown;
  const given = [...walk(frame.run.source, executor.body)].flatMap((node) => {
    return isCallOf(node, resolve.name) ? node.arguments : [];
  });
  return derivedFrom(given.flatMap((node) => heldIn(node, frame, state)));
}

function isCallOf(node: TSESTree.Node, name: string): node is TSESTree.CallExpression {
  return (
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name
  );
}

function heldIn(node: TSESTree.Node, frame: Frame, state: State): Value[] {
  return [...walk(frame.run.source, node)].flatMap((part) => {
    const variable = frame.run.scopes.variableOf(part);
    const held = variable && state.variables.get(variable);
    return held ? [valueOf({ derivations: deepDerivations(held, state) })] : [];
  });
}
