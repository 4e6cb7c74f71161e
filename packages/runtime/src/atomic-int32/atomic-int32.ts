import { checkOptions, checkWhole } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';

export interface AtomicInt32Options {
  /** The value to begin with; 0 unless given. */
  readonly initial?: number;
}

/** Header and cell. */
const SIZE_BYTES = 24;

const enum At {
  CELL = 4,
}

/**
 * A 32-bit cell that any thread changes in one step; every value wraps round at 2 ** 31.
 *
 * - **Blocking:** never.
 * - **Ordering:** sequentially consistent.
 * - **Errors:** `ERR_INVALID_ARGUMENT` for what is no whole number; nothing is changed then.
 *   `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** one operation of `Atomics` each.
 * - **Memory:** 24 bytes of shared memory.
 */
export class AtomicInt32 {
  /** Joins the cell that `handle` leads to. */
  static from(handle: SharedHandle<'AtomicInt32'>): AtomicInt32 {
    return new AtomicInt32({}, joinPlace('AtomicInt32', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(options?: AtomicInt32Options);
  /** @internal */
  constructor(options: AtomicInt32Options, place: Place);
  constructor(options: AtomicInt32Options = {}, place?: Place) {
    checkOptions(options, ['initial']);
    const initial = checkWhole('initial', options.initial ?? 0);
    this.#place = place ?? allocatePlace('AtomicInt32', SIZE_BYTES);
    this.#cells = new Int32Array(this.#place.buffer, this.#place.byteOffset, At.CELL + 1);
    if (this.#place.isNew) this.store(initial);
  }

  /** What another thread passes to {@link AtomicInt32.from}. */
  get handle(): SharedHandle<'AtomicInt32'> {
    return toHandle('AtomicInt32', this.#place);
  }

  /** Answers the value. */
  load(): number {
    return Atomics.load(this.#cells, At.CELL);
  }

  /** Replaces the value. */
  store(value: number): void {
    Atomics.store(this.#cells, At.CELL, checkWhole('value', value));
  }

  /** Adds and answers the value before. */
  add(value: number): number {
    return Atomics.add(this.#cells, At.CELL, checkWhole('value', value));
  }

  /** Subtracts and answers the value before. */
  sub(value: number): number {
    return Atomics.sub(this.#cells, At.CELL, checkWhole('value', value));
  }

  /** Keeps the bits that `value` has too and answers the value before. */
  and(value: number): number {
    return Atomics.and(this.#cells, At.CELL, checkWhole('value', value));
  }

  /** Sets the bits of `value` and answers the value before. */
  or(value: number): number {
    return Atomics.or(this.#cells, At.CELL, checkWhole('value', value));
  }

  /** Inverts the bits of `value` and answers the value before. */
  xor(value: number): number {
    return Atomics.xor(this.#cells, At.CELL, checkWhole('value', value));
  }

  /** Replaces the value and answers the one before. */
  exchange(value: number): number {
    return Atomics.exchange(this.#cells, At.CELL, checkWhole('value', value));
  }

  /** Replaces the value if it is `expected`, and answers the value found. */
  compareExchange(expected: number, replacement: number): number {
    checkWhole('expected', expected);
    checkWhole('replacement', replacement);
    return Atomics.compareExchange(this.#cells, At.CELL, expected, replacement);
  }
}
