import { checkOptions, checkBigInt } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';

export interface AtomicBigInt64Options {
  /** The value to begin with; 0n unless given. */
  readonly initial?: bigint;
}

/** Header and cell. */
const SIZE_BYTES = 24;

const enum At {
  CELL = 2,
}

/**
 * A 64-bit cell that any thread changes in one step; every value wraps round at 2 ** 63.
 *
 * - **Blocking:** never.
 * - **Ordering:** sequentially consistent.
 * - **Errors:** `ERR_INVALID_ARGUMENT` for what is no bigint; nothing is changed then.
 *   `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** one operation of `Atomics` each, which makes a bigint of its answer.
 * - **Memory:** 24 bytes of shared memory.
 */
export class AtomicBigInt64 {
  /** Joins the cell that `handle` leads to. */
  static from(handle: SharedHandle<'AtomicBigInt64'>): AtomicBigInt64 {
    return new AtomicBigInt64({}, joinPlace('AtomicBigInt64', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: BigInt64Array<SharedArrayBuffer>;

  constructor(options?: AtomicBigInt64Options);
  /** @internal */
  constructor(options: AtomicBigInt64Options, place: Place);
  constructor(options: AtomicBigInt64Options = {}, place?: Place) {
    checkOptions(options, ['initial']);
    const initial = checkBigInt('initial', options.initial ?? 0n);
    this.#place = place ?? allocatePlace('AtomicBigInt64', SIZE_BYTES);
    this.#cells = new BigInt64Array(this.#place.buffer, this.#place.byteOffset, At.CELL + 1);
    if (this.#place.isNew) this.store(initial);
  }

  /** What another thread passes to {@link AtomicBigInt64.from}. */
  get handle(): SharedHandle<'AtomicBigInt64'> {
    return toHandle('AtomicBigInt64', this.#place);
  }

  /** Answers the value. */
  load(): bigint {
    return Atomics.load(this.#cells, At.CELL);
  }

  /** Replaces the value. */
  store(value: bigint): void {
    Atomics.store(this.#cells, At.CELL, checkBigInt('value', value));
  }

  /** Adds and answers the value before. */
  add(value: bigint): bigint {
    return Atomics.add(this.#cells, At.CELL, checkBigInt('value', value));
  }

  /** Subtracts and answers the value before. */
  sub(value: bigint): bigint {
    return Atomics.sub(this.#cells, At.CELL, checkBigInt('value', value));
  }

  /** Keeps the bits that `value` has too and answers the value before. */
  and(value: bigint): bigint {
    return Atomics.and(this.#cells, At.CELL, checkBigInt('value', value));
  }

  /** Sets the bits of `value` and answers the value before. */
  or(value: bigint): bigint {
    return Atomics.or(this.#cells, At.CELL, checkBigInt('value', value));
  }

  /** Inverts the bits of `value` and answers the value before. */
  xor(value: bigint): bigint {
    return Atomics.xor(this.#cells, At.CELL, checkBigInt('value', value));
  }

  /** Replaces the value and answers the one before. */
  exchange(value: bigint): bigint {
    return Atomics.exchange(this.#cells, At.CELL, checkBigInt('value', value));
  }

  /** Replaces the value if it is `expected`, and answers the value found. */
  compareExchange(expected: bigint, replacement: bigint): bigint {
    checkBigInt('expected', expected);
    checkBigInt('replacement', replacement);
    return Atomics.compareExchange(this.#cells, At.CELL, expected, replacement);
  }
}
