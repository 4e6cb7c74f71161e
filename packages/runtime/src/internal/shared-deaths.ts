import { toOwnerId } from './shared-thread.js';

/** What of a process is used; Bun and Deno have it too. */
interface Process {
  on?(event: 'worker', listener: (worker: StartedWorker) => void): unknown;
}

interface StartedWorker {
  readonly threadId: number;
  once?(event: 'exit', listener: () => void): unknown;
}

/** Something that an owner who died may have held. */
interface Abandonable {
  abandon(owner: number): unknown;
}

/** What this thread has joined, as long as somebody uses it. */
const joined = new Set<WeakRef<Abandonable>>();
let isListening = false;
let forgotten: FinalizationRegistry<WeakRef<Abandonable>> | undefined;

/**
 * Calls `held.abandon` when a worker has ended that this thread started after its first call here,
 * whether or not the worker held anything.
 *
 * A worker keeps what was joined when it started, for it may be all that uses it; what was joined
 * later is kept by nobody here.
 */
export function heedDeaths(held: Abandonable): void {
  const { process } = globalThis as { process?: Process };
  if (typeof process?.on !== 'function') return;
  if (!isListening) process.on('worker', awaitDeath);
  isListening = true;
  forgotten ??= new FinalizationRegistry((reference) => joined.delete(reference));
  const reference = new WeakRef(held);
  joined.add(reference);
  forgotten.register(held, reference);
}

function awaitDeath(worker: StartedWorker): void {
  // Bun tells of its web workers too, which have no event that comes after their end.
  if (typeof worker.once !== 'function') return;
  const owner = toOwnerId(worker.threadId);
  const kept = living();
  worker.once('exit', () => {
    for (const held of new Set([...kept, ...living()])) held.abandon(owner);
  });
}

function living(): Abandonable[] {
  return [...joined].flatMap((reference) => reference.deref() ?? []);
}
