import { isSharedOrigin, recordShared } from './assign.js';
import type { CallSite } from './call-site.js';
import { readField, setField } from './fields.js';
import type { Frame } from './frame.js';
import { isAwaited } from './invoke.js';
import type { State } from './state.js';
import { unknown, valueOf, type Place, type Value } from './value.js';

/** `get`, `has`, `set` and `delete` of a map in memory that other work can reach. */
export function callMapMethod(site: CallSite, frame: Frame, state: State): Value | undefined {
  const { method, args, node } = site;
  const receiver = sharedPart(site.receiver ?? unknown);
  if (receiver.places.size === 0 || isAwaited(node) || !args[0]) return undefined;
  const entry = args[0].value.symbol === undefined ? undefined : `[${args[0].value.symbol}]`;
  if (entry === undefined) return undefined;
  if ((method === 'get' || method === 'has') && args.length === 1) {
    return readField(receiver, entry, node, frame, state);
  }
  if (method !== 'set' || !args[1]) return undefined;
  const source = { value: args[1].value, node, how: 'assign' as const };
  setField(receiver, entry, source, state);
  for (const place of receiver.places) recordShared(place, entry, source, frame, state);
  return receiver;
}

function sharedPart({ places }: Value): Value {
  return valueOf({ places: new Set([...places].filter(isMap)) });
}

/** Whether the place is a variable that was made a map, or a field whose making is out of sight. */
function isMap({ object, path }: Place): boolean {
  if (!isSharedOrigin(object.origin)) return false;
  const declarator = object.node.parent;
  if (declarator?.type !== 'VariableDeclarator') return path !== '';
  const { init } = declarator;
  const callee = init?.type === 'NewExpression' ? init.callee : undefined;
  return callee?.type === 'Identifier' && /Map$|Set$|Cache$|LRU/.test(callee.name);
}
