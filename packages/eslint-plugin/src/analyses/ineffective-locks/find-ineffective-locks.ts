import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { homeMadeLocks } from '../home-made-locks.js';
import { isRelevant, type Scope } from '../relevant-writes.js';
import { findDifferentLocks } from './different-locks.js';
import type { IneffectiveLock } from './ineffective-lock.js';
import { findLateLocks } from './late-locks.js';
import { findOneProcessLocks } from './one-process-locks.js';
import { findPerCallLocks } from './per-call-locks.js';
import { findRowLocks } from './row-locks.js';
import { findLocksInReads } from './same-statement.js';
import { findSharedWatches } from './shared-watches.js';
import { findUnlockedWrites } from './unlocked-writes.js';
import { findUnpassedHandles } from './unpassed-handles.js';
import { findIgnoredColumns } from './version-columns.js';
import { findIgnoredVersions } from './versions.js';

export interface LockScope extends Scope {
  /** Whether several processes serve the same stores. */
  readonly isMultiProcess?: boolean;
}

/** Locks, and what was meant as one, that keep nobody out; one report for each construct. */
export function findIneffectiveLocks(model: FileModel, scope: LockScope): IneffectiveLock[] {
  if (!isRelevant(model, scope)) return [];
  const all = [
    ...(model.locks.isEmpty ? [] : findOfLocks(model, scope)),
    ...findRowLocks(model, scope),
    ...findUnpassedHandles(model, scope),
    ...findLocksInReads(model),
    ...findSharedWatches(model),
    ...findIgnoredVersions(model, scope),
    ...findIgnoredColumns(model, scope),
    ...findHomeMadeLocks(model),
  ];
  const seen = new Set<TSESTree.Node>();
  return all.filter(({ node }) => !seen.has(node) && seen.add(node));
}

function findOfLocks(model: FileModel, scope: LockScope): IneffectiveLock[] {
  const perCall = findPerCallLocks(model);
  const isPerCall = (lock: LockUse | undefined): boolean => {
    return perCall.some(({ node }) => node === lock?.lock.made);
  };
  const different = findDifferentLocks(model, scope);
  return [
    ...perCall,
    ...findLateLocks(model, scope),
    ...different.filter(({ use, other }) => !isPerCall(use) && !isPerCall(other)),
    ...findUnlockedWrites(model, scope),
    ...(scope.isMultiProcess ? findOneProcessLocks(model, scope) : []),
  ];
}

function findHomeMadeLocks(model: FileModel): IneffectiveLock[] {
  return homeMadeLocks(model).map(({ take, look, key }) => {
    return { kind: 'homeMade', node: take, name: model.source.getText(key), read: look };
  });
}
