import { InterlockedError } from '../errors.js';
import type { Guard } from '../guard.js';
import { type AcquireOptions, checkCallback, findRefusal } from '../internal/options.js';
import { runUnder } from '../internal/run-under.js';
import { UnitGuard, UnitLock } from '../internal/unit-lock.js';

/** A reader takes one unit, a writer all of them. */
export const READ_UNITS = 1;
export const WRITE_UNITS = 0x4000_0000;

/**
 * A lock that many readers, or one writer, hold.
 *
 * - **Blocking:** `acquire*` and `run*` wait without blocking the thread; `tryAcquire*` never
 *   waits.
 * - **Ordering:** what a writer did happened before whoever holds the lock after it.
 * - **Fairness:** first come, first served within a priority: readers who come after a waiting
 *   writer wait behind it, so neither side starves. Not re-entrant: a reader that acquires it
 *   again may wait for itself, behind a writer.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`; readers who stood behind a writer
 *   that gave up are let in at once. Once granted it stays granted.
 * - **Errors:** a mistaken option throws `ERR_INVALID_ARGUMENT`, `downgrade` of what is no write
 *   guard held here `ERR_NOT_HELD`. A wait that ran out rejects with `ERR_TIMEOUT`, an aborted
 *   one with `signal.reason`.
 * - **Cost:** constant, whatever the number of waiters, as long as priorities are equal.
 */
export class RWLock {
  readonly #lock = new UnitLock(WRITE_UNITS);

  /** Whether anybody holds it, to read or to write. */
  get isLocked(): boolean {
    return this.#lock.isLocked;
  }

  /** Whether a writer holds it. */
  get isWriteLocked(): boolean {
    return this.#lock.free === 0;
  }

  /** How many wait, to read or to write. */
  get waiting(): number {
    return this.#lock.waiting;
  }

  /** Waits until no writer holds it and resolves to the guard of one reader. */
  acquireRead(options?: AcquireOptions): Promise<Guard> {
    return this.#acquire(READ_UNITS, options);
  }

  /** Waits until nobody holds it and resolves to the guard of the writer. */
  acquireWrite(options?: AcquireOptions): Promise<Guard> {
    return this.#acquire(WRITE_UNITS, options);
  }

  /** Reads if no writer holds it and nobody waits, else answers `undefined`. */
  tryAcquireRead(): Guard | undefined {
    return this.#lock.tryAcquire(READ_UNITS);
  }

  /** Writes if nobody holds it, else answers `undefined`. */
  tryAcquireWrite(): Guard | undefined {
    return this.#lock.tryAcquire(WRITE_UNITS);
  }

  /** Runs `fn` beside other readers, as `Mutex.runExclusive` beside nobody. */
  runRead<T>(fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    return this.#run(READ_UNITS, fn, options);
  }

  /** Runs `fn` as the only holder, as `Mutex.runExclusive`. */
  runWrite<T>(fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    return this.#run(WRITE_UNITS, fn, options);
  }

  /** Turns a write guard into a read guard, with no moment in between for another writer. */
  downgrade(guard: Guard): void {
    if (guard instanceof UnitGuard && guard.lock === this.#lock && guard.units === WRITE_UNITS) {
      this.#lock.release(guard, READ_UNITS);
    } else {
      throw new InterlockedError(
        'ERR_NOT_HELD',
        'What was to be downgraded is no write guard that holds this lock; pass one that ' +
          'acquireWrite gave and that is not released.',
      );
    }
  }

  #acquire(units: number, options: AcquireOptions | undefined): Promise<Guard> {
    return findRefusal(options) ?? Promise.resolve(this.#lock.take(units, options));
  }

  #run<T>(
    units: number,
    fn: () => T | PromiseLike<T>,
    options: AcquireOptions | undefined,
  ): Promise<T> {
    checkCallback(fn);
    return findRefusal(options) ?? runUnder(this.#lock.take(units, options), fn);
  }
}
