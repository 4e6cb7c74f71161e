import type { Guard } from '../guard.js';
import { type AcquireOptions, findRefusal } from './options.js';

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

/** One `timeoutMs` bounds the whole wait, however many locks it is for. */
function toRemaining(
  options: AcquireOptions | undefined,
  startedAtMs: number,
): AcquireOptions | undefined {
  if (options?.timeoutMs === undefined) return options;
  const leftMs = options.timeoutMs - (performance.now() - startedAtMs);
  return { ...options, timeoutMs: Math.max(0, leftMs) };
}
