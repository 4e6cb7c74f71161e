import type { Guard } from '../guard.js';
import { ExclusiveLock } from '../internal/exclusive-lock.js';
import { type AcquireOptions, checkCallback, findRefusal } from '../internal/options.js';

/**
 * A lock that one task at a time holds, across its `await`s.
 *
 * - **Blocking:** `acquire` and `runExclusive` wait without blocking the thread; `tryAcquire`
 *   never waits.
 * - **Ordering:** what a holder did before its release happened before the next holder runs.
 * - **Fairness:** first come, first served within a priority. A release hands the lock to the
 *   first waiter in the same step, so nobody overtakes it. Not re-entrant: a holder that
 *   acquires it again waits for itself.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`, and then leaves no trace. Once
 *   granted it stays granted: a later abort does not take the lock back.
 * - **Errors:** a mistaken option throws `ERR_INVALID_ARGUMENT` at the call. A wait that ran
 *   out rejects with `ERR_TIMEOUT`, an aborted one with `signal.reason`.
 * - **Cost:** constant, whatever the number of waiters, as long as priorities are equal.
 */
export class Mutex {
  readonly #lock = new ExclusiveLock('Mutex');

  /** Whether somebody holds it. */
  get isLocked(): boolean {
    return this.#lock.isHeld;
  }

  /** How many wait for it. */
  get waiting(): number {
    return this.#lock.waiting;
  }

  /** Waits for the lock and resolves to the guard that gives it back. */
  acquire(options?: AcquireOptions): Promise<Guard> {
    return findRefusal(options) ?? this.#lock.acquire(options);
  }

  /** Takes the lock if it is free, else answers `undefined`. */
  tryAcquire(): Guard | undefined {
    return this.#lock.tryAcquire();
  }

  /**
   * Runs `fn` while holding the lock and resolves to what it returns.
   *
   * A free lock runs `fn` before the call returns. The lock is given back when `fn` has
   * returned, thrown, or its promise has settled; `timeoutMs` and `signal` end the wait, never
   * a callback that runs.
   */
  runExclusive<T>(fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    checkCallback(fn);
    return findRefusal(options) ?? this.#lock.run(fn, options);
  }
}
