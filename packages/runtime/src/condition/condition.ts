import { InterlockedError } from '../errors.js';
import type { Guard } from '../guard.js';
import type { WaitOptions } from '../internal/gate.js';
import { checkCallback, findRefusal } from '../internal/options.js';
import { toRemaining } from '../internal/remaining.js';
import { Waiter, type WaitQueue } from '../internal/wait-queue.js';
import type { Mutex } from '../mutex/mutex.js';

/**
 * A way to wait, under a mutex, for what another holder of it may bring about.
 *
 * - **Blocking:** `wait` gives the mutex back while it waits, without blocking the thread.
 * - **Ordering:** giving back and waiting are one step: no notification falls in between.
 * - **Fairness:** `notify` wakes the one who has waited longest.
 * - **Cancellation:** `signal` and `timeoutMs` end the wait for a notification; whoever gives up
 *   holds nothing and eats no notification. Once notified it waits for the mutex as long as it
 *   takes.
 * - **Errors:** a guard that does not hold this mutex throws `ERR_NOT_HELD`, a mistaken option
 *   `ERR_INVALID_ARGUMENT`. A wait that ran out rejects with `ERR_TIMEOUT`, an aborted one with
 *   `signal.reason`.
 */
export class Condition {
  readonly #mutex: Mutex;
  readonly #waiters: WaitQueue<Waiter> = new Waiter();

  constructor(mutex: Mutex) {
    this.#mutex = mutex;
  }

  /** How many wait to be notified. */
  get waiting(): number {
    return this.#waiters.length;
  }

  /** Gives `guard` back, waits for a notification, and resolves to a new guard of the mutex. */
  wait(guard: Guard, options?: WaitOptions): Promise<Guard> {
    const refusal = findRefusal(options);
    if (!this.#mutex.isLocked || !this.#mutex.release(guard)) throw toNotHeldError();
    if (refusal !== undefined) return refusal;
    const { signal, timeoutMs } = options ?? {};
    return this.#waiters
      .wait(new Waiter(), { signal, timeoutMs })
      .then(() => this.#mutex.acquire());
  }

  /** As `wait`, again and again until `predicate`, asked under the mutex, says true. */
  async waitUntil(guard: Guard, predicate: () => boolean, options?: WaitOptions): Promise<Guard> {
    checkCallback(predicate);
    const startedAtMs = performance.now();
    let held = guard;
    try {
      while (!predicate()) held = await this.wait(held, toRemaining(options, startedAtMs));
      return held;
    } catch (error) {
      held.release();
      throw error;
    }
  }

  /** Wakes the one who has waited longest, if anybody waits. */
  notify(): void {
    this.#waiters.grant();
  }

  /** Wakes all who wait. */
  notifyAll(): void {
    while (this.#waiters.grant() !== undefined);
  }
}

function toNotHeldError(): InterlockedError {
  return new InterlockedError(
    'ERR_NOT_HELD',
    'The guard does not hold the mutex of this condition; pass the one that holds it now.',
  );
}
