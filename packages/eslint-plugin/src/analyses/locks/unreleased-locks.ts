import type { FileModel } from '../../effects/model.js';
import { isRelevant, type Scope } from '../relevant-writes.js';
import { heldAtExit, type Leak } from './held-at-exit.js';
import { takenLocks, type TakenLock } from './taken-lock.js';

/** A lock that is taken by hand and, on some way out of the function, not let go. */
export interface UnreleasedLock {
  readonly lock: TakenLock;
  /** `undefined` where nothing lets it go. */
  readonly leak: Leak | undefined;
}

export function findUnreleasedLocks(model: FileModel, scope: Scope): UnreleasedLock[] {
  if (!isRelevant(model, scope)) return [];
  return takenLocks(model)
    .filter(({ holder }) => scope.strict || holder.type !== 'Program')
    .flatMap((lock) => findUnreleased(lock, scope) ?? []);
}

function findUnreleased(lock: TakenLock, scope: Scope): UnreleasedLock | undefined {
  if (lock.releases.size === 0)
    return isNeverReleased(lock) ? { lock, leak: undefined } : undefined;
  const leak = heldAtExit(lock, 'awaits');
  if (leak?.by === 'return' || (leak && (scope.strict || !lock.use.lock.library.expires))) {
    return { lock, leak };
  }
  if (leak) return undefined;
  const rare = heldAtExit(lock, 'calls');
  // Where nothing else runs meanwhile, the section is short and what it calls seldom throws.
  return rare && (rare.suspends || scope.strict) ? { lock, leak: rare } : undefined;
}

/** Whether the only thing that can let the lock go is never used. */
function isNeverReleased({ use: { lock, guards } }: TakenLock): boolean {
  if (lock.evidence === 'shape') return false;
  const isByGuard = !lock.library.operations.some(({ kind, ...operation }) => {
    return kind === 'release' && 'on' in operation && operation.on === 'lock';
  });
  return isByGuard && guards.every(({ references }) => references.every(({ init }) => init));
}
