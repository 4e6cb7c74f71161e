import type { Guard } from '../guard.js';
import type { KeyedOptions } from '../internal/keyed-table.js';
import { KeyedUnitLocks } from '../internal/keyed-unit-locks.js';
import type { AcquireOptions } from '../internal/options.js';
import { READ_UNITS, WRITE_UNITS } from '../rw-lock/rw-lock.js';

/**
 * A lock that many readers, or one writer, hold: one for each key.
 *
 * - **Blocking:** as `RWLock`; `tryAcquire*` never waits.
 * - **Ordering:** per key, as `RWLock`.
 * - **Fairness:** per key, as `RWLock`: neither side starves.
 * - **Cancellation:** as `RWLock`; one `timeoutMs` bounds the whole wait of `runWriteAll`.
 * - **Errors:** those of `RWLock`; `ERR_INVALID_ARGUMENT` for NaN and, without `keyOf`, for an
 *   object as key; `ERR_QUEUE_FULL` when `maxWaiting` already wait for the key.
 * - **Cost:** a look-up in a `Map`, whatever the number of keys.
 * - **Memory:** an entry exists exactly while its key is held or awaited.
 */
export class KeyedRWLock<K> {
  readonly #locks: KeyedUnitLocks<K>;

  constructor(options?: KeyedOptions<K>) {
    this.#locks = new KeyedUnitLocks(WRITE_UNITS, options);
  }

  /** How many keys are held or awaited. */
  get size(): number {
    return this.#locks.size;
  }

  /** Whether anybody holds `key`, to read or to write. */
  isLocked(key: K): boolean {
    return this.#locks.find(key)?.isLocked ?? false;
  }

  /** Whether a writer holds `key`. */
  isWriteLocked(key: K): boolean {
    return this.#locks.find(key)?.free === 0;
  }

  /** How many wait for `key`, to read or to write. */
  waiting(key: K): number {
    return this.#locks.find(key)?.waiting ?? 0;
  }

  /** Waits until no writer holds `key` and resolves to the guard of one reader. */
  acquireRead(key: K, options?: AcquireOptions): Promise<Guard> {
    return this.#locks.acquire(key, READ_UNITS, options);
  }

  /** Waits until nobody holds `key` and resolves to the guard of the writer. */
  acquireWrite(key: K, options?: AcquireOptions): Promise<Guard> {
    return this.#locks.acquire(key, WRITE_UNITS, options);
  }

  /** Reads if no writer holds `key` and nobody waits for it, else answers `undefined`. */
  tryAcquireRead(key: K): Guard | undefined {
    return this.#locks.tryAcquire(key, READ_UNITS);
  }

  /** Writes if nobody holds `key`, else answers `undefined`. */
  tryAcquireWrite(key: K): Guard | undefined {
    return this.#locks.tryAcquire(key, WRITE_UNITS);
  }

  /** Runs `fn` beside other readers of `key`. */
  runRead<T>(key: K, fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    return this.#locks.run(key, READ_UNITS, fn, options);
  }

  /** Runs `fn` as the only holder of `key`. */
  runWrite<T>(key: K, fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    return this.#locks.run(key, WRITE_UNITS, fn, options);
  }

  /** Runs `fn` as the only holder of every one of `keys`, taken in one global order. */
  runWriteAll<T>(
    keys: Iterable<K>,
    fn: () => T | PromiseLike<T>,
    options?: AcquireOptions,
  ): Promise<T> {
    return this.#locks.runAll(keys, WRITE_UNITS, fn, options);
  }
}
