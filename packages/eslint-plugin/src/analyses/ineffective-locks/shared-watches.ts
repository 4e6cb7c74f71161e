import type { FileModel } from '../../effects/model.js';
import { watchesIn } from '../watches.js';
import type { IneffectiveLock } from './ineffective-lock.js';

/** `WATCH` on a client that others use: their commands come in between, and `EXEC` ends any watch. */
export function findSharedWatches(model: FileModel): IneffectiveLock[] {
  return watchesIn(model).flatMap(({ call, client, isShared }) => {
    return isShared ? [{ kind: 'sharedWatch' as const, node: call, name: client }] : [];
  });
}
