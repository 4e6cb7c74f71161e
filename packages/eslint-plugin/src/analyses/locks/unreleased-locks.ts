import type { FileModel } from '../../effects/model.js';
import { isRelevant, type Scope } from '../relevant-writes.js';
import { heldAtExit, type Leak } from './held-at-exit.js';
import { takenLocks, type TakenLock } from './taken-lock.js';

/** A lock that is taken by hand and, on some way out of the function, not let go. */
export interface UnreleasedLock {
  readonly lock: TakenLock;
  /** `undefined` where nothing lets it go. */
  readonly leak: Leak | undefined;
  /** Whether the lock ends by itself after a while. */
  readonly expires: boolean;
}

export function findUnreleasedLocks(model: FileModel, scope: Scope): UnreleasedLock[] {
  if (!isRelevant(model, scope) || model.locks.isEmpty) return [];
  return takenLocks(model)
    .filter(({ holder }) => scope.strict || holder.type !== 'Program')
    .filter((lock) => !isTakenBack(lock))
    .flatMap((lock) => findUnreleased(lock, model, scope) ?? []);
}

/** Whether the function lets go what its caller holds, and takes it back for him at last. */
function isTakenBack({ use, releases }: TakenLock): boolean {
  return releases.size > 0 && [...releases].every(({ range }) => range[1] < use.node.range[0]);
}

function findUnreleased(
  lock: TakenLock,
  model: FileModel,
  { strict = false }: Scope,
): UnreleasedLock | undefined {
  const expires = mayExpire(lock, model);
  if (lock.releases.size === 0) {
    return isNeverReleased(lock) ? { lock, leak: undefined, expires } : undefined;
  }
  const leak = heldAtExit(lock, 'awaits');
  // What throws is rare, and then the lock costs its time only.
  if (leak) return leak.by === 'return' || !expires ? { lock, leak, expires } : undefined;
  const rare = heldAtExit(lock, 'calls');
  // Where nothing else runs meanwhile, the section is short and what it calls seldom throws.
  const isLong = rare?.suspends === true && lock.use.lock.evidence !== 'shape' && !expires;
  return rare && (isLong || (strict && !expires)) ? { lock, leak: rare, expires } : undefined;
}

/** Whether the lock ends by itself: by its library, or with a time that is given where it is taken. */
function mayExpire({ use: { lock, node } }: TakenLock, { source }: FileModel): boolean {
  if (lock.library.expires) return true;
  if (lock.evidence !== 'shape') return false;
  const given = node.arguments.map((argument) => source.getText(argument)).join();
  return /ttl|timeout|expir|duration|lease|seconds|_ms|\b\d{2,}\b/i.test(given);
}

/** Whether the only thing that can let the lock go is never used. */
function isNeverReleased({ use: { lock, guards } }: TakenLock): boolean {
  if (lock.evidence === 'shape') return false;
  const isByGuard = !lock.library.operations.some(({ kind, ...operation }) => {
    return kind === 'release' && 'on' in operation && operation.on === 'lock';
  });
  return isByGuard && guards.every(({ references }) => references.every(({ init }) => init));
}
