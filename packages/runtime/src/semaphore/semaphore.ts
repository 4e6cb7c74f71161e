import { InterlockedError } from '../errors.js';
import type { Guard } from '../guard.js';
import {
  type AcquireOptions,
  checkCallback,
  checkUnits,
  findRefusal,
} from '../internal/options.js';
import { runUnder } from '../internal/run-under.js';
import { UnitLock } from '../internal/unit-lock.js';

export interface SemaphoreOptions extends AcquireOptions {
  /** How many permits to take; 1 unless given. */
  readonly weight?: number | undefined;
}

/**
 * A number of permits, of which each holder takes one or more.
 *
 * - **Blocking:** `acquire` and `runExclusive` wait without blocking the thread; `tryAcquire`
 *   never waits.
 * - **Fairness:** first come, first served within a priority: while the first waiter's weight is
 *   not free, nobody passes it, so a heavy request is not overtaken for ever.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`; those behind it that fit are let in
 *   at once. Once granted it stays granted.
 * - **Errors:** a weight or option that is a mistake throws `ERR_INVALID_ARGUMENT`, a weight that
 *   could never be granted `ERR_OUT_OF_RANGE`. A wait that ran out rejects with `ERR_TIMEOUT`, an
 *   aborted one with `signal.reason`. Only a guard gives permits back, once, so there are never
 *   more than at the start.
 * - **Cost:** constant, whatever the number of waiters, as long as priorities are equal.
 */
export class Semaphore {
  readonly #lock: UnitLock;

  constructor(permits: number) {
    this.#lock = new UnitLock(checkUnits('permits', permits));
  }

  /** How many permits there are, taken or not. */
  get permits(): number {
    return this.#lock.capacity;
  }

  /** How many permits are free. */
  get available(): number {
    return this.#lock.free;
  }

  /** Whether somebody holds a permit. */
  get isLocked(): boolean {
    return this.#lock.isLocked;
  }

  /** How many requests wait. */
  get waiting(): number {
    return this.#lock.waiting;
  }

  /** Waits for permits and resolves to the guard that gives them back. */
  acquire(options?: SemaphoreOptions): Promise<Guard> {
    const weight = checkWeight(options?.weight, this.permits);
    return findRefusal(options) ?? Promise.resolve(this.#lock.take(weight, options));
  }

  /** Takes permits if they are free and nobody waits, else answers `undefined`. */
  tryAcquire(weight?: number): Guard | undefined {
    return this.#lock.tryAcquire(checkWeight(weight, this.permits));
  }

  /** Runs `fn` while holding permits and resolves to what it returns, as `Mutex.runExclusive`. */
  runExclusive<T>(fn: () => T | PromiseLike<T>, options?: SemaphoreOptions): Promise<T> {
    checkCallback(fn);
    const weight = checkWeight(options?.weight, this.permits);
    return findRefusal(options) ?? runUnder(this.#lock.take(weight, options), fn);
  }
}

/** Answers with `weight`, or throws if it is none or can never be granted. */
export function checkWeight(weight = 1, permits: number): number {
  checkUnits('weight', weight);
  if (weight <= permits) return weight;
  throw new InterlockedError(
    'ERR_OUT_OF_RANGE',
    `A weight of ${weight} can never be granted from ${permits} permits; ask for less.`,
  );
}
