import type { FunctionNode } from '../flow/graph.js';
import { memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
import type { Guard } from './access.js';
import type { CallSite } from './call-site.js';
import { noteRowLock, type Frame } from './frame.js';
import { invoke } from './invoke.js';
import { isLoud } from './isolation.js';
import type { ExclusiveOperation, Operation, TransactionOperation } from './operation.js';
import type { Operating } from './operating.js';
import { argumentAt, hasOwn, select } from './select.js';
import type { State } from './state.js';
import { unknown, valueOf, type Value } from './value.js';

/** Names that say a lock is taken, or that a callback runs under one. */
const LOCKING = /lock|mutex|semaphore|exclusive|synchronized|criticalSection/i;
const NOT_LOCKING = /block|clock|locked$|^is|lockout|deadlock/i;
const UNLOCKING = /unlock|release/i;
const LOCKS = /(lock|locks|mutex|mutexes|semaphore|once|flight|flights)$/i;
const TAKING = /^(acquire|run|use|with|wait|take|obtain|enter|request|exec|do)/i;

/** A row lock holds where the library's option stands at the read and has what it needs. */
export function takeRowLock({ site, match, frame, state }: Operating): void {
  const { rowLock, lockOptions } = match.library;
  if (
    lockOptions &&
    site.args.some(({ value }) => lockOptions.every((name) => hasOwn(value, name, state)))
  ) {
    state.guards.add(frame.run.arena.guard('row-lock', site.node, undefined));
  }
  if (!rowLock) return;
  for (const { value } of site.args) {
    if (!hasOwn(value, rowLock.option, state)) continue;
    if (rowLock.needs !== undefined && !hasOwn(value, rowLock.needs, state)) {
      if (!isOpen(site)) noteRowLock(site.node, lostBy(state), frame);
      continue;
    }
    noteRowLock(site.node, 'held', frame);
    state.guards.add(frame.run.arena.guard('row-lock', site.node, undefined));
  }
}

/** Why a row lock that is on no transaction is lost. */
export function lostBy(state: State): 'outside' | 'unpassed' {
  const kinds = [...state.guards].map(({ kind }) => kind);
  return kinds.includes('transaction') || kinds.includes('serializable') ? 'unpassed' : 'outside';
}

/** Whether the options may hold more than is written: `{ lock: true, ...options }`. */
function isOpen({ args }: CallSite): boolean {
  return args.some(({ node }) => {
    const inner = unwrap(node);
    if (inner.type !== 'ObjectExpression') return false;
    return inner.properties.some(({ type }) => type === 'SpreadElement');
  });
}

/** Runs a transaction's callback; what it locked is let go at its end. */
export function callInTransaction(at: Operating<TransactionOperation>): Value {
  const { site, match, frame, state } = at;
  const [fn] = callbackOf(at, match.operation.callback)?.functions ?? [];
  const object = frame.run.arena.object(site.node, `${frame.context}|transaction`, () => ({
    origin: 'handle',
    name: 'transaction',
  }));
  const handle = valueOf({ places: new Set([frame.run.arena.place(object, '', false)]) });
  const kind = isSerializable(at) ? 'serializable' : 'transaction';
  const guard = frame.run.arena.guard(kind, site.node, undefined);
  if (!fn) {
    state.guards.add(guard);
    return handle;
  }
  return within(guard, state, () => invoke(fn, { args: [handle], site: site.node }, frame, state));
}

function isSerializable({ site, match, frame, state }: Operating<TransactionOperation>): boolean {
  const { isolation } = match.operation;
  const value = select(site, isolation, frame, state);
  return isLoud(value?.symbol ?? '', frame.run.database);
}

export function callGuarded(at: Operating<ExclusiveOperation>): Value {
  const { site, match, frame, state } = at;
  const [fn] = callbackOf(at, match.operation.callback)?.functions ?? [];
  if (!fn) return unknown;
  const guard = frame.run.arena.guard('lock', site.node, site.receiver?.symbol);
  return within(guard, state, () => invoke(fn, { args: [], site: site.node }, frame, state));
}

function callbackOf(
  { site }: Operating<Operation>,
  selector: TransactionOperation['callback'],
): Value | undefined {
  return selector && argumentAt(site, selector)?.value;
}

/** Holds `guard` while `run` runs; guards taken inside are let go with it. */
export function within(guard: Guard, state: State, run: () => Value | undefined): Value {
  const outer = new Set(state.guards);
  state.guards.add(guard);
  const result = run();
  state.guards.clear();
  for (const held of outer) state.guards.add(held);
  return result ?? unknown;
}

/**
 * A lock whose library nobody described, told by its name: `withLock(key, fn)`, `lock.acquire()`,
 * `lockRows(tx, id)`. Taken for a guard, since a lock we cannot see into is no witness of a race.
 */
export function takeNamedLock(site: CallSite, frame: Frame, state: State): Value | undefined {
  if (!isNamedLock(site)) return undefined;
  const [owner = '', name = owner] = calleeNames(site);
  if (UNLOCKING.test(name)) {
    for (const guard of state.guards) if (guard.kind === 'lock') state.guards.delete(guard);
    return undefined;
  }
  const [fn] = functionsGiven(site);
  const guard = frame.run.arena.guard('lock', site.node, site.receiver?.symbol);
  if (fn) {
    return within(guard, state, () => invoke(fn, { args: [], site: site.node }, frame, state));
  }
  state.guards.add(guard);
  return undefined;
}

/** Whether the call's name alone says that a lock is taken, let go, or held around a callback. */
export function isNamedLock(site: CallSite): boolean {
  // To make a lock is not to take it.
  if (site.node.type === 'NewExpression') return false;
  const [owner = '', name = owner] = calleeNames(site);
  if (UNLOCKING.test(name) || (LOCKING.test(name) && !NOT_LOCKING.test(name))) return true;
  return LOCKS.test(owner) && (functionsGiven(site).length > 0 || TAKING.test(name));
}

function functionsGiven({ args }: CallSite): FunctionNode[] {
  return args.flatMap(({ value }) => [...value.functions]);
}

/** The last two names of the callee. */
function calleeNames({ node }: CallSite): readonly string[] {
  const callee = node.type === 'TaggedTemplateExpression' ? node.tag : node.callee;
  return memberPath(callee)?.slice(-2) ?? [];
}
