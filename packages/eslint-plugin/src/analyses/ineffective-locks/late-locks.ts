import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard, Read, Write } from '../../effects/access.js';
import type { FileModel } from '../../effects/model.js';
import { findCheckThenCreates } from '../check-then-create.js';
import { isGuarded, lateLock } from '../guarded.js';
import { findUnguardedTests } from '../guards-outside-write.js';
import { findUnguardedUpdates } from '../lost-updates.js';
import { findReadAwaitWrites } from '../read-await-writes.js';
import type { Scope } from '../relevant-writes.js';
import type { IneffectiveLock } from './ineffective-lock.js';

interface Late {
  readonly kind: 'afterRead' | 'checkBefore';
  readonly read: Read;
  readonly write: Write;
}

/** Locks that are taken when what is written under them was already read, or decided. */
export function findLateLocks(model: FileModel, scope: Scope): IneffectiveLock[] {
  const found = new Map<TSESTree.Node, IneffectiveLock>();
  for (const { kind, read, write } of unguarded(model, scope)) {
    const guard = lateLock(read, write);
    if (!guard?.lock) continue;
    const { use } = guard.lock;
    const earlier = heldAtRead(read, guard);
    const known = found.get(guard.node);
    const reads = [...(known?.reads ?? []), read.node, ...readsOf(write, guard)];
    found.set(guard.node, {
      kind: earlier ? 'otherLock' : kind,
      node: guard.node,
      name: use.lock.name,
      read: read.node,
      written: write.node,
      ...(earlier?.lock && { other: earlier.lock.use }),
      ...known,
      reads,
    });
  }
  return [...found.values()];
}

/** The reads before the lock that the written values derive from. */
function readsOf({ fields }: Write, { node: lock }: Guard): TSESTree.Node[] {
  const derivations = fields.flatMap(({ value }) => [...value.derivations]);
  return derivations
    .filter(({ read }) => read.call && read.node.range[0] < lock.range[0])
    .map(({ read }) => read.node);
}

function unguarded(model: FileModel, scope: Scope): Late[] {
  const races = [
    ...findUnguardedUpdates(model, scope),
    ...findReadAwaitWrites(model, scope, isGuarded),
  ];
  const guards = findUnguardedTests(model, scope);
  return [
    ...races.map(({ derivation, write }): Late => {
      return { kind: 'afterRead', read: derivation.read, write };
    }),
    ...guards.map(({ derivation, write }): Late => {
      return { kind: 'checkBefore', read: derivation.read, write };
    }),
    ...findCheckThenCreates(model, scope, isGuarded).map(({ read, write }): Late => {
      return { kind: 'checkBefore', read, write };
    }),
  ];
}

/** A lock of another key, or another lock, that was held at the read and let go again. */
function heldAtRead({ guards }: Read, late: Guard): Guard | undefined {
  return [...guards].find(({ kind, lock }) => {
    if (kind !== 'lock' || !lock) return false;
    return lock.use.lock.id !== late.lock?.use.lock.id || lock.key !== late.lock.key;
  });
}
