import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import { argumentOf } from '../../effects/locks/maker-arguments.js';
import type { FileModel } from '../../effects/model.js';
import { isRelevant, type Scope } from '../relevant-writes.js';
import { isWaitedFor } from './is-waited-for.js';
import { isOpenOrder } from './key-order.js';
import { sectionsOf } from './section.js';
import { takenInside, type Taking } from './taken-inside.js';

/** A lock that is taken while it, or another one that waits for it, is held. */
export interface NestedLock {
  readonly kind: 'again' | 'order' | 'keys';
  /** What is held. */
  readonly outer: LockUse;
  readonly inner: LockUse;
  /** Where it is taken: the call in the section, which may lead to the inner one. */
  readonly at: TSESTree.Node;
  /** Of two orders, where the other one is. */
  readonly other?: TSESTree.Node;
}

interface Pair extends Taking {
  readonly outer: LockUse;
}

export function findNestedLocks(model: FileModel, scope: Scope): NestedLock[] {
  if (!isRelevant(model, scope) || model.locks.isEmpty) return [];
  const pairs = nestingsOf(model, scope);
  const again = pairs.filter((pair) => isSameLock(pair, model));
  const open = pairs.filter(({ outer, inner, at }) => {
    return at === inner.node && isOpenOrder(outer, inner, model, scope);
  });
  return [
    ...again.map((pair): NestedLock => ({ kind: 'again', ...pair })),
    ...open.map((pair): NestedLock => ({ kind: 'keys', ...pair })),
    ...findOrders(pairs),
  ];
}

/** The locks that are taken while another one, or the same, is held. */
export function nestingsOf(model: FileModel, scope: Scope = {}): Pair[] {
  return sectionsOf(model).flatMap(({ use, nodes }) => {
    if (!blocks(use, scope)) return [];
    const inside = takenInside(nodes, model).filter(({ inner, at }) => {
      return (
        blocks(inner, scope) && !givesUp(inner, model) && isWaitedFor(inner.node) && isWaitedFor(at)
      );
    });
    return inside.map((taking) => ({ ...taking, outer: use }));
  });
}

/** Whether a second taking waits for the first one to end. */
function blocks({ lock, operation }: LockUse, { strict }: Scope): boolean {
  const { made, maker, evidence, library } = lock;
  if (lock.isExclusive === false || (evidence === 'shape' && !strict && !library.standing)) {
    return false;
  }
  if (operation.shared || (operation.kind === 'acquire' && operation.tries)) return false;
  return !(made && maker?.reentrantWith && argumentOf(made, maker.reentrantWith));
}

/** Whether the taking ends by itself: `acquire({ timeoutMs: 50 })`. */
function givesUp({ node, callback }: LockUse, { source }: FileModel): boolean {
  const options = node.arguments.filter((argument) => argument !== callback);
  return options.some((option) => /timeout|signal|ifAvailable/i.test(source.getText(option)));
}

/** Whether both are of one lock and one key. */
function isSameLock({ outer, inner, rename }: Pair, { source }: FileModel): boolean {
  if (outer.lock.id !== inner.lock.id) return false;
  if (!outer.key || !inner.key) return outer.key === inner.key;
  return rename(source.getText(inner.key)) === source.getText(outer.key);
}

/** Two locks that are taken in both orders; each pair is told once, at its later place. */
function findOrders(pairs: readonly Pair[]): NestedLock[] {
  const seen = new Map<string, Pair>();
  return pairs.flatMap((pair): NestedLock[] => {
    const { outer, inner, at } = pair;
    if (outer.lock.id === inner.lock.id || outer.key || inner.key) return [];
    seen.set(`${outer.lock.id} > ${inner.lock.id}`, pair);
    const opposite = seen.get(`${inner.lock.id} > ${outer.lock.id}`);
    return opposite ? [{ kind: 'order', outer, inner, at, other: opposite.at }] : [];
  });
}
