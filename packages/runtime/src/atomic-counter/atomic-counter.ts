import { InterlockedError } from '../errors.js';
import { checkCount, checkFunction, checkOptions } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';
import { Watch, type WaitOptions } from '../internal/shared-watch.js';
import { At, CounterCells, Narrow } from './counter-cells.js';

export interface AtomicCounterOptions {
  /** The value to begin with; 0 unless given. */
  readonly initial?: number;
  /** The smallest value allowed; `-(2 ** 53 - 1)` unless given. */
  readonly min?: number;
  /** The largest value allowed; `2 ** 53 - 1` unless given. */
  readonly max?: number;
}

/** Header, narrow word, origin, wide word, and the two bounds. */
const SIZE_BYTES = 48;
const BOUNDS_OFFSET = 32;

/**
 * A whole number that any thread changes in one step, so that no update is lost.
 *
 * - **Blocking:** never, so a browser's main thread may use it; `waitUntil` waits without
 *   blocking the thread.
 * - **Ordering:** sequentially consistent: all threads see all changes in one order, and what a
 *   thread wrote to shared memory before a change is visible to whoever sees the change.
 * - **Cancellation:** `waitUntil` ends by `signal` or `timeoutMs`; the counter is unaffected.
 * - **Errors:** `ERR_OUT_OF_RANGE` for a change that would leave the range (`min`, `max`, at
 *   most the safe integers) and `ERR_INVALID_ARGUMENT` for what is no count (`NaN`, a fraction,
 *   `-0`); nothing is changed then. `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** an increment, and an addition of 1 to 4095, is one fetch-and-add on a 32-bit word.
 *   Every other change, and every change of a counter with bounds, is a read and a
 *   compare-and-exchange, repeated when another thread came first. A value below -67 million or above 989 million moves the counter to a 64-bit
 *   word, for good; a change there costs several times as much.
 * - **Memory:** 48 bytes of shared memory.
 * - **Crash:** a thread that dies leaves the counter whole and hinders nobody. Its last change
 *   has either happened or not; those who wait for it may learn of it a second late.
 */
export class AtomicCounter {
  /** Joins the counter that `handle` leads to; the bounds come with it. */
  static from(handle: SharedHandle<'AtomicCounter'>): AtomicCounter {
    return new AtomicCounter({}, joinPlace('AtomicCounter', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: CounterCells;
  readonly #watch: Watch;
  readonly #narrow: Int32Array<SharedArrayBuffer>;
  /** The bounds as payloads, cut to what the narrow word may hold. */
  readonly #least: number;
  readonly #most: number;
  /** The narrow word, as long as this thread may add to it without a look. */
  #open: Int32Array<SharedArrayBuffer> | undefined;

  constructor(options?: AtomicCounterOptions);
  /** @internal */
  constructor(options: AtomicCounterOptions, place: Place);
  constructor(options: AtomicCounterOptions = {}, place?: Place) {
    const { initial, min, max } = checkRange(options);
    this.#place = place ?? allocatePlace('AtomicCounter', SIZE_BYTES);
    const { buffer, byteOffset, isNew } = this.#place;
    const bounds = new Float64Array(buffer, byteOffset + BOUNDS_OFFSET, 2);
    if (isNew) bounds.set([min, max]);
    const [from = min, to = max] = bounds;
    this.#cells = new CounterCells(this.#place, from, to);
    this.#watch = new Watch(this.#cells.waiters);
    if (isNew) this.#cells.initialise(initial);
    this.#narrow = this.#cells.narrow;
    this.#least = Math.max(from + Narrow.BIAS, 0);
    this.#most = Math.min(to + Narrow.BIAS, Narrow.LIMIT - 1);
    const isBounded = from !== Number.MIN_SAFE_INTEGER || to !== Number.MAX_SAFE_INTEGER;
    if (!isBounded && this.#cells.isNarrow) this.#open = this.#cells.narrow;
  }

  /** What another thread passes to {@link AtomicCounter.from}; post it, or put it in `workerData`. */
  get handle(): SharedHandle<'AtomicCounter'> {
    return toHandle('AtomicCounter', this.#place);
  }

  /** The value at this moment. */
  get value(): number {
    return this.#cells.load();
  }

  /** Adds 1 and answers the new value. */
  increment(): number {
    const open = this.#open;
    if (open === undefined) return this.#add(1) + 1;
    // The increment takes effect here. A read and a store instead would lose updates.
    const seen = Atomics.add(open, At.NARROW, 1);
    return seen >>> 0 < Narrow.LIMIT ? seen - (Narrow.BIAS - 1) : this.#settle(seen, 1) + 1;
  }

  /** Subtracts 1 and answers the new value. */
  decrement(): number {
    return this.#add(-1) - 1;
  }

  /** Adds `delta` and answers the new value. */
  add(delta: number): number {
    const open = this.#open;
    const isSmall = Number.isInteger(delta) && delta > 0 && delta <= Narrow.SMALL;
    if (open === undefined || !isSmall) return this.#add(checkCount('delta', delta)) + delta;
    // The addition takes effect here, as an increment does.
    const seen = Atomics.add(open, At.NARROW, delta);
    return seen >>> 0 < Narrow.LIMIT
      ? seen - Narrow.BIAS + delta
      : this.#settle(seen, delta) + delta;
  }

  /** Subtracts `delta` and answers the new value. */
  subtract(delta: number): number {
    return this.#add(-checkCount('delta', delta)) - delta;
  }

  /** Adds 1 and answers the value before it. */
  getAndIncrement(): number {
    return this.increment() - 1;
  }

  /** Adds `delta` and answers the value before it. */
  getAndAdd(delta: number): number {
    return this.add(delta) - delta;
  }

  /** The next number of a sequence: answers the value and adds 1, so no two callers get the same. */
  next(): number {
    return this.increment() - 1;
  }

  /** Replaces the value. */
  set(value: number): void {
    this.exchange(value);
  }

  /** Replaces the value and answers the one before it. */
  exchange(value: number): number {
    checkCount('value', value);
    return this.#cells.replace(() => value);
  }

  /**
   * Replaces the value if it is `expected`, and answers the value found: the replacement has
   * happened exactly if that is `expected`.
   */
  compareExchange(expected: number, replacement: number): number {
    checkCount('expected', expected);
    checkCount('replacement', replacement);
    return this.#cells.replace((value) => (value === expected ? replacement : value));
  }

  /**
   * Replaces the value by `fn` of it and answers the new value.
   *
   * `fn` runs again whenever another thread came first, so it must do nothing but calculate. If
   * it throws, nothing is changed.
   */
  update(fn: (value: number) => number): number {
    checkFunction('fn', fn);
    let next = 0;
    this.#cells.replace((value) => (next = checkCount('the result of fn', fn(value))));
    return next;
  }

  /** Raises the value to at least `value` and answers the new value. */
  max(value: number): number {
    checkCount('value', value);
    return Math.max(
      value,
      this.#cells.replace((found) => Math.max(found, value)),
    );
  }

  /** Lowers the value to at most `value` and answers the new value. */
  min(value: number): number {
    checkCount('value', value);
    return Math.min(
      value,
      this.#cells.replace((found) => Math.min(found, value)),
    );
  }

  /**
   * Waits until `predicate` accepts the value, and resolves to that value.
   *
   * `predicate` runs in this thread, at once and after changes; a value that lasts only a moment
   * may pass unseen. The wait keeps the process alive.
   */
  waitUntil(predicate: (value: number) => boolean, options?: WaitOptions): Promise<number> {
    checkFunction('predicate', predicate);
    return this.#watch.wait(() => this.#cells.look(predicate), options);
  }

  /** Adds and answers the value before. */
  #add(delta: number): number {
    const narrow = this.#narrow;
    // A plain read suffices: a value that is not current fails the exchange.
    const seen = narrow[At.NARROW]!;
    const wanted = seen + delta;
    const fits = seen >>> 0 < Narrow.LIMIT && wanted >= this.#least && wanted <= this.#most;
    // The change takes effect here. A fetch-and-add might pass a bound, or below what the word holds.
    if (fits && Atomics.compareExchange(narrow, At.NARROW, seen, wanted) === seen) {
      return seen - Narrow.BIAS;
    }
    return this.#cells.add(delta);
  }

  #settle(seen: number, delta: number): number {
    if (!this.#cells.isNarrow) this.#open = undefined;
    return this.#cells.settle(seen) ?? this.#cells.add(delta);
  }
}

function checkRange(options: AtomicCounterOptions): Required<AtomicCounterOptions> {
  checkOptions(options, ['initial', 'min', 'max']);
  const { initial = 0, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  checkCount('min', min);
  checkCount('max', max);
  checkCount('initial', initial);
  if (min <= initial && initial <= max) return { initial, min, max };
  throw new InterlockedError(
    'ERR_OUT_OF_RANGE',
    `initial is ${initial} and the range is ${min}..${max}. Pass min <= initial <= max.`,
  );
}
