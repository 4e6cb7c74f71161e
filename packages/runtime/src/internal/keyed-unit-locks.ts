import type { Guard } from '../guard.js';
import { type KeyedOptions, KeyedTable, type TableEntry } from './keyed-table.js';
import { type AcquireOptions, checkCallback, findRefusal } from './options.js';
import { type LockSet, runUnderAll } from './run-all.js';
import { runUnder } from './run-under.js';
import { UnitLock } from './unit-lock.js';

/** A {@link UnitLock} for each key: the engine of `KeyedSemaphore` and `KeyedRWLock`. */
export class KeyedUnitLocks<K> {
  readonly capacity: number;
  readonly #table: KeyedTable<K, UnitEntry>;

  constructor(capacity: number, options: KeyedOptions<K> | undefined) {
    this.capacity = capacity;
    const create = () => new UnitEntry(capacity, this.#table);
    this.#table = new KeyedTable(create, options);
  }

  get size(): number {
    return this.#table.size;
  }

  find(key: K): UnitLock | undefined {
    return this.#table.find(key);
  }

  tryAcquire(key: K, units: number): Guard | undefined {
    return this.#table.at(key).tryAcquire(units);
  }

  acquire(key: K, units: number, options: AcquireOptions | undefined): Promise<Guard> {
    return findRefusal(options) ?? this.#acquireEntry(this.#table.at(key), units, options);
  }

  run<T>(
    key: K,
    units: number,
    fn: () => T | PromiseLike<T>,
    options: AcquireOptions | undefined,
  ): Promise<T> {
    checkCallback(fn);
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    const entry = this.#table.at(key);
    return this.#table.findOverflow(entry, units) ?? runUnder(entry.take(units, options), fn);
  }

  runAll<T>(
    keys: Iterable<K>,
    units: number,
    fn: () => T | PromiseLike<T>,
    options: AcquireOptions | undefined,
  ): Promise<T> {
    checkCallback(fn);
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    const locks = this.#table.pin(keys);
    const set: LockSet<UnitEntry> = {
      locks,
      acquire: (entry, left) => this.#acquireEntry(entry, units, left),
      onReleased: () => this.#table.unpin(locks),
    };
    return runUnderAll(set, fn, options);
  }

  #acquireEntry(
    entry: UnitEntry,
    units: number,
    options: AcquireOptions | undefined,
  ): Promise<Guard> {
    return this.#table.findOverflow(entry, units) ?? Promise.resolve(entry.take(units, options));
  }
}

class UnitEntry extends UnitLock implements TableEntry {
  id: unknown;
  sequence = 0;
  pins = 0;
  readonly #table: KeyedTable<never, UnitEntry>;

  constructor(capacity: number, table: KeyedTable<never, UnitEntry>) {
    super(capacity);
    this.#table = table;
  }

  protected override onFree(): void {
    this.#table.forget(this);
  }
}
