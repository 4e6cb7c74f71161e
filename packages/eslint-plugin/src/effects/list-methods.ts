import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import { staticName } from '../syntax/node-shapes.js';
import { taintRoot } from './assign.js';
import type { Argument, CallSite } from './call-site.js';
import { deepDerivations, elementSymbol, readField, setPath } from './fields.js';
import type { Frame } from './frame.js';
import { invoke, isAwaited } from './invoke.js';
import { copyState, joinInto, type State } from './state.js';
import { derivedFrom, joinAll, unknown, valueOf, type Value } from './value.js';

const ITERATING =
  /^(map|forEach|filter|find|findLast|findIndex|some|every|flatMap|reduce|reduceRight|sort|toSorted)$/;
const CHANGING = /^(push|unshift|pop|shift|splice|sort|reverse|fill|copyWithin)$/;
/** These give elements of the list itself. */
const SELECTING = /^(filter|slice|sort|toSorted|reverse|toReversed|concat)$/;
const PICKING = /^(find|findLast|at|pop|shift)$/;

/** These give the list itself, once it is changed. */
const ITSELF = /^(sort|reverse|fill|copyWithin)$/;

/** Array methods: callbacks get elements of the list, and some methods change it in place. */
export function callListMethod(site: CallSite, frame: Frame, state: State): Value | undefined {
  const { method, receiver } = site;
  if (!method || !receiver) return undefined;
  const isIterating = ITERATING.test(method) && hasCallback(site);
  if (CHANGING.test(method)) changeInPlace(site, receiver, frame, state);
  else if (!isIterating && !SELECTING.test(method) && !PICKING.test(method)) return undefined;
  const results = isIterating ? [iterate(site, receiver, frame, state)] : [];
  return resultOf(site, receiver, results, frame, state);
}

/** Whether the call runs its callback at once, for each element. */
export function isListMethod({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && ITERATING.test(staticName(callee) ?? '');
}

function hasCallback(site: CallSite): boolean {
  return (site.args[0]?.value.functions.size ?? 0) > 0;
}

function iterate(site: CallSite, receiver: Value, frame: Frame, state: State): Value {
  const one = readField(receiver, undefined, site.node, frame, state);
  const element = { ...one, symbol: elementSymbol(receiver, site.node, frame) };
  const isReduce = site.method?.startsWith('reduce') ?? false;
  const args = isReduce ? [site.args[1]?.value ?? unknown, element] : [element];
  const results = [...(site.args[0]?.value.functions ?? [])].map((fn) => {
    const inner = copyState(state);
    const together = isAsync(fn) && !isReduce && !isInTurn(site);
    const result = invoke(fn, { args, site: site.node, together }, frame, inner) ?? unknown;
    if (!inner.dead) joinInto(state, inner);
    return result;
  });
  return joinAll(results);
}

/** `await list.forEach(…)`: no array's method, for that gives nothing to wait for. */
function isInTurn({ method, node }: CallSite): boolean {
  return method === 'forEach' && isAwaited(node);
}

function isAsync(fn: FunctionNode): boolean {
  return fn.async;
}

function resultOf(
  { method = '', args, node }: CallSite,
  receiver: Value,
  results: readonly Value[],
  frame: Frame,
  state: State,
): Value {
  if (PICKING.test(method)) return readField(receiver, undefined, node, frame, state);
  if (SELECTING.test(method) && isRows(receiver)) {
    return joinAll([receiver, ...args.map(({ value }) => value)]);
  }
  // What a predicate says picks elements, and is no part of them.
  const given = method === 'filter' ? [] : results;
  const computed = [receiver, ...args.map(({ value }) => value), ...given];
  const derivations = computed.map((value) => deepDerivations(value, state));
  const flat = derivedFrom(derivations.map((part) => valueOf({ derivations: part })));
  if (ITSELF.test(method)) return { ...flat, places: receiver.places };
  return method === 'map' ? { ...flat, places: asList(results, frame) } : flat;
}

/** Whether the list is of rows, not a column of one; a part of a column is a new value. */
function isRows(receiver: Value): boolean {
  return (
    receiver.places.size > 0 && [...receiver.places].every(({ path, list }) => list && path === '')
  );
}

/** `list.map(f)` is a list of what `f` gives. */
function asList(results: readonly Value[], frame: Frame): Value['places'] {
  const places = results.flatMap((value) => [...value.places]);
  return new Set(places.map(({ object, path }) => frame.run.arena.place(object, path, true)));
}

/** The list at its place now derives from what it was and from the arguments. */
function changeInPlace(site: CallSite, receiver: Value, frame: Frame, state: State): void {
  const added = addedBy(site.args, state);
  if (receiver.places.size === 0 && site.receiverNode) {
    return taintRoot(site.receiverNode, added, frame, state);
  }
  for (const place of receiver.places) {
    const isOwn = place.object.origin === 'literal' && place.path === '';
    const value = {
      ...derivedFrom([receiver, added]),
      ...(isOwn && { places: rowsIn(site.args) }),
    };
    setPath(state, place.object, place.path || '*', {
      value,
      node: site.node,
      how: 'mutate',
      certain: false,
    });
  }
}

/** The rows that a list which is made here holds from now on. */
function rowsIn(args: readonly Argument[]): Value['places'] {
  const places = args.flatMap(({ value }) => [...value.places]);
  return new Set(places.filter(({ object, path }) => object.origin === 'stored' && path === ''));
}

function addedBy(args: readonly Argument[], state: State): Value {
  const values = args.map(({ value }) => valueOf({ derivations: deepDerivations(value, state) }));
  return derivedFrom(values);
}
