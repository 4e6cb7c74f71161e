import type { Read, Write } from '../effects/access.js';

/** Whether a guard taken before the read is still held at the write. */
export function isGuarded(read: Read, write: Write): boolean {
  for (const guard of read.guards) {
    if (guard.kind !== 'transaction' && write.guards.has(guard)) return true;
  }
  return false;
}

export function isInTransaction(write: Write): boolean {
  return [...write.guards].some((guard) => guard.kind === 'transaction');
}
