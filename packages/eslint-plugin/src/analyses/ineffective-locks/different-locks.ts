import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import type { Scope } from '../relevant-writes.js';
import { guardedUpdates, updatedResource, type GuardedUpdate } from './guarded-updates.js';
import type { IneffectiveLock } from './ineffective-lock.js';
import { keyPrefix } from './key-prefix.js';

/** Updates of one resource under different locks, or different keys: they do not wait for each other. */
export function findDifferentLocks(model: FileModel, scope: Scope): IneffectiveLock[] {
  const first = new Map<unknown, GuardedUpdate>();
  const found = new Map<TSESTree.Node, IneffectiveLock>();
  for (const update of guardedUpdates(model, scope)) {
    const resource = updatedResource(update.race);
    const known = first.get(resource);
    if (!known) first.set(resource, update);
    if (!known || resource === undefined || !areDifferent(known, update)) continue;
    const { use } = update.guard.lock;
    found.set(use.node, {
      kind: 'otherLock',
      node: use.node,
      name: use.lock.name,
      use,
      written: update.race.write.node,
      other: known.guard.lock.use,
    });
  }
  return [...found.values()];
}

function areDifferent(one: GuardedUpdate, two: GuardedUpdate): boolean {
  if (areOtherEntries(one, two)) return false;
  // Whoever holds both keeps out the holders of either.
  if ([...one.race.write.guards].some(({ lock }) => isLockOf(lock?.use, two))) return false;
  if ([...two.race.write.guards].some(({ lock }) => isLockOf(lock?.use, one))) return false;
  const [left, right] = [one.guard.lock.use, two.guard.lock.use];
  if (left.lock.id !== right.lock.id) return [left, right].every(isNamed);
  const [prefix, other] = [left, right].map(({ key }) => key && keyPrefix(key));
  return Boolean(prefix) && Boolean(other) && prefix !== other;
}

/** Whether the source names two entries: `get('a')` and `get('b')`. */
function areOtherEntries(...updates: readonly GuardedUpdate[]): boolean {
  const keys = updates.map(({ race }) => race.derivation.read.keyNode);
  const [one, two] = keys.map((key) => (key?.type === 'Literal' ? key.value : undefined));
  return one !== undefined && two !== undefined && one !== two;
}

/** Whether it is the lock of the update, whatever its key. */
function isLockOf(use: LockUse | undefined, { guard }: GuardedUpdate): boolean {
  const { use: own } = guard.lock;
  return (
    use?.lock.id === own.lock.id &&
    !(use.key && own.key && keyPrefix(use.key) !== keyPrefix(own.key))
  );
}

/** Whether a variable or field holds the lock, and no key, so that its name tells it from others. */
function isNamed({ lock }: LockUse): boolean {
  return lock.id.includes('@') && lock.isExclusive === true && !lock.maker?.key;
}
