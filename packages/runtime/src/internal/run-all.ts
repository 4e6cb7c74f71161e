import type { Guard } from '../guard.js';
import { type AcquireOptions, findRefusal } from './options.js';
import { toRemaining } from './remaining.js';

/** Several locks, in the order in which to take them. */
export interface LockSet<L> {
  readonly locks: readonly L[];
  acquire(lock: L, options: AcquireOptions | undefined): Promise<Guard>;
  /** Called once, after the last release. */
  onReleased(): void;
}

/** Runs `fn` under all locks of `set`, and releases those it took, last first, whatever happens. */
export async function runUnderAll<L, T>(
  set: LockSet<L>,
  fn: () => T | PromiseLike<T>,
  options: AcquireOptions | undefined,
): Promise<T> {
  const startedAtMs = performance.now();
  const guards: Guard[] = [];
  try {
    for (const lock of set.locks) {
      const left = toRemaining(options, startedAtMs);
      guards.push(await (findRefusal(left) ?? set.acquire(lock, left)));
    }
    return await fn();
  } finally {
    for (const guard of guards.reverse()) guard.release();
    set.onReleased();
  }
}
