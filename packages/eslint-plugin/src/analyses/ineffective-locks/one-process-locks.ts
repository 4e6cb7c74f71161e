import type { TSESTree } from '@typescript-eslint/utils';

import type { FileModel } from '../../effects/model.js';
import type { Scope } from '../relevant-writes.js';
import { guardedUpdates } from './guarded-updates.js';
import type { IneffectiveLock } from './ineffective-lock.js';

/** Locks in memory around what is stored: they keep out nobody of another process. */
export function findOneProcessLocks(model: FileModel, scope: Scope): IneffectiveLock[] {
  const found = new Map<TSESTree.Node, IneffectiveLock>();
  for (const { race, guard } of guardedUpdates(model, scope)) {
    const { lock, node } = guard.lock.use;
    if (race.write.resource.kind !== 'stored' || lock.library.reach === 'machines') continue;
    found.set(node, { kind: 'oneProcess', node, name: lock.name, written: race.write.node });
  }
  return [...found.values()];
}
