import type { Guard } from '../guard.js';
import type { KeyedOptions } from '../internal/keyed-table.js';
import { KeyedUnitLocks } from '../internal/keyed-unit-locks.js';
import { checkUnits } from '../internal/options.js';
import { checkWeight, type SemaphoreOptions } from '../semaphore/semaphore.js';

/**
 * A semaphore of the same number of permits for each key.
 *
 * - **Blocking:** as `Semaphore`; `tryAcquire` never waits.
 * - **Fairness:** per key, as `Semaphore`.
 * - **Cancellation:** as `Semaphore`.
 * - **Errors:** those of `Semaphore`; `ERR_INVALID_ARGUMENT` for NaN and, without `keyOf`, for an
 *   object as key; `ERR_QUEUE_FULL` when `maxWaiting` already wait for the key.
 * - **Cost:** a look-up in a `Map`, whatever the number of keys.
 * - **Memory:** an entry exists exactly while its key is held or awaited.
 */
export class KeyedSemaphore<K> {
  readonly #locks: KeyedUnitLocks<K>;

  constructor(permits: number, options?: KeyedOptions<K>) {
    this.#locks = new KeyedUnitLocks(checkUnits('permits', permits), options);
  }

  /** How many permits each key has, taken or not. */
  get permits(): number {
    return this.#locks.capacity;
  }

  /** How many keys are held or awaited. */
  get size(): number {
    return this.#locks.size;
  }

  /** How many permits of `key` are free. */
  available(key: K): number {
    return this.#locks.find(key)?.free ?? this.permits;
  }

  /** Whether somebody holds a permit of `key`. */
  isLocked(key: K): boolean {
    return this.#locks.find(key)?.isLocked ?? false;
  }

  /** How many requests wait for `key`. */
  waiting(key: K): number {
    return this.#locks.find(key)?.waiting ?? 0;
  }

  /** Waits for permits of `key` and resolves to the guard that gives them back. */
  acquire(key: K, options?: SemaphoreOptions): Promise<Guard> {
    return this.#locks.acquire(key, checkWeight(options?.weight, this.permits), options);
  }

  /** Takes permits of `key` if they are free and nobody waits, else answers `undefined`. */
  tryAcquire(key: K, weight?: number): Guard | undefined {
    return this.#locks.tryAcquire(key, checkWeight(weight, this.permits));
  }

  /** Runs `fn` while holding permits of `key` and resolves to what it returns. */
  runExclusive<T>(key: K, fn: () => T | PromiseLike<T>, options?: SemaphoreOptions): Promise<T> {
    return this.#locks.run(key, checkWeight(options?.weight, this.permits), fn, options);
  }
}
