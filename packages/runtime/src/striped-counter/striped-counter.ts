import { AtomicCounter } from '../atomic-counter/atomic-counter.js';
import { InterlockedError } from '../errors.js';
import { checkBetween, checkOptions } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
  toPart,
} from '../internal/shared-place.js';

export interface StripedCounterOptions {
  /** How many threads can add without meeting each other; 8 unless given, from 1 to 1024. */
  readonly stripes?: number;
}

/** Far enough apart that no two stripes share a cache line, nor a pair fetched together. */
const STRIDE_BYTES = 256;
const COUNTER_BYTES = 48;

/** A stripe's worth for the header, and the stripes. */
const SIZES = { base: STRIDE_BYTES, each: STRIDE_BYTES };

const enum At {
  NEXT_STRIPE = 4,
}

/**
 * A sum that many threads add to at once without slowing each other down; dear to read.
 *
 * Each thread adds to a stripe of its own as long as there are enough of them. Take it for
 * statistics that are written often and read rarely, and an `AtomicCounter` wherever a caller
 * needs the value that its own change led to.
 *
 * - **Blocking:** never.
 * - **Ordering:** a change that happened before `sum` began is in it. Of the changes made while
 *   `sum` runs it has some, so the sum may be one that the counter never had.
 * - **Errors:** `ERR_OUT_OF_RANGE` if a stripe or the sum would leave the safe integers,
 *   `ERR_INVALID_ARGUMENT` for what is no count, `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** a change costs what it costs on an `AtomicCounter` that nobody else uses; `sum` one
 *   load for each stripe.
 * - **Memory:** 256 bytes of shared memory for each stripe, and 256 more.
 * - **Crash:** what a thread added before it died stays.
 *
 * Adder and LongAdder of Doug Lea, java.util.concurrent.atomic.
 */
export class StripedCounter {
  /** Joins the counter that `handle` leads to. */
  static from(handle: SharedHandle<'StripedCounter'>): StripedCounter {
    return new StripedCounter({}, joinPlace('StripedCounter', handle, SIZES));
  }

  readonly #place: Place;
  readonly #stripes: readonly AtomicCounter[];
  readonly #own: AtomicCounter;

  constructor(options?: StripedCounterOptions);
  /** @internal */
  constructor(options: StripedCounterOptions, place: Place);
  constructor(options: StripedCounterOptions = {}, place?: Place) {
    checkOptions(options, ['stripes']);
    const { stripes = 8 } = options;
    const wanted = checkBetween('stripes', stripes, 1, 1024);
    this.#place = place ?? allocatePlace('StripedCounter', (wanted + 1) * STRIDE_BYTES);
    const { buffer, byteOffset, sizeBytes } = this.#place;
    const cells = new Int32Array(buffer, byteOffset, At.NEXT_STRIPE + 1);
    const count = sizeBytes / STRIDE_BYTES - 1;
    this.#stripes = Array.from({ length: count }, (_, index) => openStripe(this.#place, index));
    const turn = Atomics.add(cells, At.NEXT_STRIPE, 1) >>> 0;
    this.#own = this.#stripes[turn % count]!;
  }

  /** What another thread passes to {@link StripedCounter.from}. */
  get handle(): SharedHandle<'StripedCounter'> {
    return toHandle('StripedCounter', this.#place);
  }

  /** Adds 1. */
  increment(): void {
    this.#own.increment();
  }

  /** Subtracts 1. */
  decrement(): void {
    this.#own.decrement();
  }

  /** Adds `delta`. */
  add(delta: number): void {
    this.#own.add(delta);
  }

  /** Subtracts `delta`. */
  subtract(delta: number): void {
    this.#own.subtract(delta);
  }

  /** Adds up all stripes. */
  sum(): number {
    return toSum(this.#stripes.map((stripe) => stripe.value));
  }

  /** Takes what is there and leaves 0: each change is in exactly one such sum. */
  sumThenReset(): number {
    const values = this.#stripes.map((stripe) => stripe.exchange(0));
    try {
      return toSum(values);
    } catch (error) {
      values.forEach((value, index) => this.#stripes[index]!.add(value));
      throw error;
    }
  }
}

function openStripe(place: Place, index: number): AtomicCounter {
  const at = (index + 1) * STRIDE_BYTES;
  return new AtomicCounter({}, toPart('AtomicCounter', place, at, COUNTER_BYTES));
}

function toSum(values: readonly number[]): number {
  // Of doubles beyond the safe integers some sums come out right by luck; none is trusted.
  const sum = values.reduce((total, value) => total + BigInt(value), 0n);
  if (Number.isSafeInteger(Number(sum))) return Number(sum);
  throw new InterlockedError(
    'ERR_OUT_OF_RANGE',
    `The stripes add up to ${sum}, which no number holds exactly. Reset the counter earlier.`,
  );
}
