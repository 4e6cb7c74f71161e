import type { Guard, Read, Write } from '../effects/access.js';

/** Whether a guard taken before the read is still held at the write. */
export function isGuarded(read: Read, write: Write): boolean {
  for (const guard of read.guards) {
    if (keepsOut(guard, write) && write.guards.has(guard)) return true;
  }
  return false;
}

function keepsOut({ kind }: Guard, write: Write): boolean {
  return kind === 'flag' ? write.kind === 'memory' : kind !== 'transaction';
}

export function isInTransaction(write: Write): boolean {
  return [...write.guards].some((guard) => guard.kind === 'transaction');
}
