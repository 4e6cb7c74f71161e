import type { TSESTree } from '@typescript-eslint/utils';

import { graphOf } from '../flow/build-graph.js';
import type { FunctionNode } from '../flow/graph.js';
import { solve } from '../flow/solve.js';
import { staticName, wrapped } from '../syntax/node-shapes.js';
import { functionOf, type CallSite } from './call-site.js';
import { isFollowing, lintedFrame, type Frame } from './frame.js';
import { otherFileOf } from './other-files.js';
import { showAt } from './show-at.js';
import {
  copyState,
  joinInto,
  moveState,
  replaceState,
  stateLattice,
  weakenShared,
  type State,
} from './state.js';
import { transferOf } from './transfer.js';
import { unknown, type Value } from './value.js';

/** How many calls deep a function is followed from its root. */
const MAX_DEPTH = 5;

export interface Invocation {
  readonly args: readonly Value[];
  readonly self?: Value;
  readonly site: TSESTree.Node;
  /** Whether several runs of the function may be under way at once. */
  readonly repeated?: boolean;
  /** Whether code in sight starts several runs of it at once. */
  readonly together?: boolean;
}

/**
 * Interprets a function where it is called, with the values and the state at hand: what a summary
 * of it would say, but for this call.
 */
export function invoke(
  fn: FunctionNode,
  invocation: Invocation,
  caller: Frame,
  state: State,
): Value | undefined {
  if (caller.depth >= MAX_DEPTH || isFollowing(caller, fn)) return undefined;
  const file = caller.site || caller.run.others ? otherFileOf(fn) : undefined;
  const { run: own } = lintedFrame(caller);
  const run = file ? { ...own, ...own.partsOf(file) } : own;
  run.followed.add(fn);
  const frame: Frame = {
    run,
    function: fn,
    caller,
    context: `${caller.context}>${invocation.site.range[0]}`,
    depth: caller.depth + 1,
    self: isBound(fn) ? caller.self : (invocation.self ?? unknown),
    site: file && (caller.site ?? invocation.site),
    parameters: invocation.args,
    repeated: invocation.repeated ?? invocation.together ?? false,
    together: invocation.together ?? false,
    values: new Map(),
    returned: undefined,
  };
  const { exit } = solve(
    graphOf(fn),
    moveState(state),
    stateLattice,
    transferOf(frame),
    run.budget,
  );
  if (exit) replaceState(state, exit);
  else state.dead = true;
  if (frame.site && !caller.site) showAt(frame.site, state);
  return frame.returned ?? unknown;
}

/** Whether `this` is that of where the function is written; in the field of a class it is the object. */
function isBound({ type, parent }: FunctionNode): boolean {
  return type === 'ArrowFunctionExpression' && parent.type !== 'PropertyDefinition';
}

/** Functions of stores and views that run what they are given before they return. */
const AT_ONCE = /^(runInAction|batch|untrack(ed)?|flushSync|unstable_batchedUpdates)$/;

/**
 * Interprets a function that a stranger was given. Where the call's promise is awaited or returned
 * it runs within the caller, guards and all; else at some other time, when nothing is known to hold.
 */
export function invokeDeferred(fn: FunctionNode, site: CallSite, frame: Frame, state: State): void {
  const inner = copyState(state);
  if (isAwaited(site.node) || AT_ONCE.test(site.method ?? functionOf(site))) {
    invoke(fn, { args: [], site: fn }, frame, inner);
    if (!inner.dead) joinInto(state, inner);
    return;
  }
  const { run } = frame;
  if (run.followed.has(fn) || (run.others && otherFileOf(fn))) return;
  run.followed.add(fn);
  inner.guards.clear();
  inner.facts.clear();
  inner.passed.clear();
  suspend(inner);
  run.deferred.push({ function: fn, frame, state: inner });
}

/** Other work runs: whatever was read before may be stale, and shared objects may have changed. */
export function suspend(state: State): void {
  // What is aged is stale too.
  state.aged.become(state.stale);
  for (const read of state.current) state.stale.add(read);
  state.current.clear();
  state.sharedVariables.clear();
  weakenShared(state);
}

/** Whether the promise that a call gives is waited for where it is called. */
export function isAwaited(node: TSESTree.Node): boolean {
  const outer = wrapped(node);
  const { parent } = outer;
  return (
    parent?.type === 'AwaitExpression' ||
    parent?.type === 'ReturnStatement' ||
    isContinued(parent) ||
    (parent?.type === 'ArrowFunctionExpression' && parent.body === outer) ||
    isAwaitedInside(outer, parent)
  );
}

/** `await (a ?? find())`, `await Promise.all([a && find()])` */
function isAwaitedInside(node: TSESTree.Node, parent: TSESTree.Node | undefined): boolean {
  if (parent?.type === 'LogicalExpression') return parent.right === node && isAwaited(parent);
  if (parent?.type === 'ConditionalExpression') return parent.test !== node && isAwaited(parent);
  if (parent?.type !== 'ArrayExpression' || parent.parent.type !== 'CallExpression') return false;
  const { callee } = parent.parent;
  const isAll =
    callee.type === 'MemberExpression' && /^all(Settled)?$/.test(staticName(callee) ?? '');
  return isAll && isAwaited(parent.parent);
}

/** The last call of `find().then(…).catch(…)`. */
export function endOfChain(node: TSESTree.Node): TSESTree.Node {
  const { parent } = wrapped(node);
  return isContinued(parent) && parent ? endOfChain(parent.parent as TSESTree.Node) : node;
}

/** Whether the caller goes on only when the work that the call began is done. */
export function isWaitedFor(node: TSESTree.Node): boolean {
  return isAwaited(endOfChain(node));
}

/**
 * Makes `state` what it is for a caller that does not wait: the work has read what it has read, but
 * nothing else has run in between.
 */
export function goOnAtOnce(state: State, before: State): void {
  const read = [...state.current, ...state.stale];
  const known = copyState(before);
  for (const made of read) if (!known.stale.has(made)) known.current.add(made);
  state.current.become(known.current);
  state.stale.become(known.stale);
  state.aged.become(known.aged);
  state.sharedVariables.become(known.sharedVariables);
  state.guards.become(known.guards);
  state.facts.become(known.facts);
  state.dead = known.dead;
}

/** `find().then(…)` */
function isContinued(parent: TSESTree.Node | undefined): boolean {
  return (
    parent?.type === 'MemberExpression' &&
    parent.parent.type === 'CallExpression' &&
    /^(then|catch|finally)$/.test(staticName(parent) ?? '')
  );
}
