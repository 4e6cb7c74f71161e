import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingClass } from '../syntax/enclosing.js';
import { staticName } from '../syntax/node-shapes.js';
import { recordShared, taintRoot } from './assign.js';
import type { CallSite } from './call-site.js';
import { readField, setField } from './fields.js';
import type { Frame } from './frame.js';
import { isAwaited } from './invoke.js';
import { isSharedByName } from './sharing.js';
import type { State } from './state.js';
import { joinAll, unknown, valueOf, type Place, type Value } from './value.js';

/** `get`, `has`, `set`, `add`, `delete` and `clear` of a map or set in memory that others can reach. */
export function callMapMethod(site: CallSite, frame: Frame, state: State): Value | undefined {
  const { method, args, node } = site;
  const isCommon = method === 'get' || method === 'has' || method === 'set';
  const receiver = sharedPart(site.receiver ?? unknown, !isCommon, frame);
  if (isAwaited(node)) return undefined;
  if (receiver.places.size === 0) return fill(site, frame, state);
  if (method === 'clear' && args.length === 0)
    return change(site, receiver, undefined, frame, state);
  if (args[0]?.value.symbol === undefined) return undefined;
  const entry = `[${args[0].value.symbol}]`;
  const isShort = args.length === 1;
  if ((method === 'get' || method === 'has') && isShort) {
    return readField(receiver, entry, node, frame, state);
  }
  // A third argument is an expiry, which only a store of its own takes.
  const isPair = args.length === 2 && method === 'set';
  const isChange = isShort ? method === 'add' || method === 'delete' : isPair;
  return isChange ? change(site, receiver, entry, frame, state) : undefined;
}

/** A map or set of this function derives from what is put into it. */
function fill(site: CallSite, frame: Frame, state: State): undefined {
  const { method, args, receiver, receiverNode } = site;
  const isFilled = method === 'set' ? args.length === 2 : method === 'add' && args.length === 1;
  if (!isFilled || !receiverNode || (receiver?.places.size ?? 0) > 0) return undefined;
  taintRoot(receiverNode, joinAll(args.map(({ value }) => value)), frame, state);
  return undefined;
}

/** Sets the entry, or without one all of them. */
function change(
  { args, node }: CallSite,
  receiver: Value,
  entry: string | undefined,
  frame: Frame,
  state: State,
): Value {
  const source = { value: args[1]?.value ?? unknown, node, how: 'assign' as const };
  if (entry !== undefined) setField(receiver, entry, source, state);
  for (const place of receiver.places) recordShared(place, entry ?? '', source, frame, state);
  return receiver;
}

function sharedPart({ places }: Value, isSure: boolean, frame: Frame): Value {
  const maps = [...places].filter((place) => {
    return frame.site ? isMapElsewhere(place, frame) : isMap(place, isSure);
  });
  return valueOf({ places: new Set(maps) });
}

/** In another file `this` is what a field of the linted one holds: its own class says what it has. */
function isMapElsewhere({ object, path }: Place, frame: Frame): boolean {
  const owner = enclosingClass(frame.function);
  const field = owner && fieldOf(owner, path.split('.').at(-1) ?? '');
  return isSharedByName(object) && field?.type === 'PropertyDefinition' && holdsMap(field);
}

/** Whether the place was made a map or set; where nothing tells, `get` and `set` do if need be. */
function isMap({ object, path }: Place, isSure: boolean): boolean {
  if (!isSharedByName(object)) return false;
  const making = path === '' ? object.node.parent : fieldOf(object.node, path);
  if (making?.type === 'VariableDeclarator') return isCollection(making.init);
  if (making?.type !== 'PropertyDefinition') return path !== '' && !isSure;
  return holdsMap(making) || (!isSure && !making.value);
}

function holdsMap({ value, typeAnnotation }: TSESTree.PropertyDefinition): boolean {
  return isCollection(value) || isCollection(typeAnnotation?.typeAnnotation);
}

function fieldOf(node: TSESTree.Node, path: string): TSESTree.Node | undefined {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return undefined;
  return node.body.body.find((member) => {
    return member.type === 'PropertyDefinition' && staticName(member) === path;
  });
}

/** `new Map()`, or the type `Map<K, V>`. */
function isCollection(node: TSESTree.Node | null | undefined): boolean {
  const name =
    node?.type === 'NewExpression'
      ? node.callee
      : node?.type === 'TSTypeReference'
        ? node.typeName
        : undefined;
  return name?.type === 'Identifier' && /Map$|Set$|Cache$|LRU/.test(name.name);
}
