import type { Guard } from '../guard.js';
import { type KeyedOptions, KeyedTable, type TableEntry } from '../internal/keyed-table.js';
import { type AcquireOptions, checkCallback, findRefusal } from '../internal/options.js';
import { type LockSet, runUnderAll } from '../internal/run-all.js';
import { Mutex } from '../mutex/mutex.js';

/**
 * A mutex for each key: tasks of one key run one at a time, tasks of different keys together.
 *
 * - **Blocking:** as `Mutex`; `tryAcquire` never waits.
 * - **Ordering:** per key, as `Mutex`.
 * - **Fairness:** first come, first served within a priority, per key.
 * - **Cancellation:** as `Mutex`; one `timeoutMs` bounds the whole wait of `runExclusiveAll`.
 * - **Errors:** those of `Mutex`; `ERR_INVALID_ARGUMENT` for NaN and, without `keyOf`, for an
 *   object as key; `ERR_QUEUE_FULL` when `maxWaiting` already wait.
 * - **Cost:** a look-up in a `Map`, whatever the number of keys.
 * - **Memory:** an entry exists exactly while its key is held or awaited.
 */
export class KeyedMutex<K> {
  readonly #table: KeyedTable<K, MutexEntry>;

  constructor(options?: KeyedOptions<K>) {
    const create = () => new MutexEntry(this.#table);
    this.#table = new KeyedTable(create, options);
  }

  /** How many keys are held or awaited. */
  get size(): number {
    return this.#table.size;
  }

  /** Whether somebody holds `key`. */
  isLocked(key: K): boolean {
    return this.#table.find(key)?.isLocked ?? false;
  }

  /** How many wait for `key`. */
  waiting(key: K): number {
    return this.#table.find(key)?.waiting ?? 0;
  }

  /** Waits for `key` and resolves to the guard that gives it back. */
  acquire(key: K, options?: AcquireOptions): Promise<Guard> {
    return findRefusal(options) ?? this.#acquireEntry(this.#table.at(key), options);
  }

  /** Takes `key` if it is free, else answers `undefined`. */
  tryAcquire(key: K): Guard | undefined {
    return this.#table.at(key).tryAcquire();
  }

  /** Runs `fn` while holding `key` and resolves to what it returns, as `Mutex.runExclusive`. */
  runExclusive<T>(key: K, fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    checkCallback(fn);
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    const entry = this.#table.at(key);
    return this.#table.findOverflow(entry, 1) ?? entry.runExclusive(fn, options);
  }

  /**
   * Runs `fn` while holding every one of `keys`.
   *
   * Repeated keys count once, and all callers take keys in one global order, so that opposite
   * orders of `keys` cannot deadlock.
   */
  runExclusiveAll<T>(
    keys: Iterable<K>,
    fn: () => T | PromiseLike<T>,
    options?: AcquireOptions,
  ): Promise<T> {
    checkCallback(fn);
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    const locks = this.#table.pin(keys);
    const set: LockSet<MutexEntry> = {
      locks,
      acquire: (entry, left) => this.#acquireEntry(entry, left),
      onReleased: () => this.#table.unpin(locks),
    };
    return runUnderAll(set, fn, options);
  }

  #acquireEntry(entry: MutexEntry, options: AcquireOptions | undefined): Promise<Guard> {
    return this.#table.findOverflow(entry, 1) ?? entry.acquire(options);
  }
}

class MutexEntry extends Mutex implements TableEntry {
  id: unknown;
  sequence = 0;
  pins = 0;
  readonly #table: KeyedTable<never, MutexEntry>;

  constructor(table: KeyedTable<never, MutexEntry>) {
    super();
    this.#table = table;
  }

  admits(): boolean {
    return !this.isLocked;
  }

  override onLeave(): void {
    this.#table.forget(this);
  }
}
