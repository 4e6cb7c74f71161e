import { checkOptions } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';
import { Waiters } from '../internal/shared-waiters.js';
import { type Look, type WaitOptions, Watch } from '../internal/shared-watch.js';

export interface AtomicFlagOptions {
  /** Whether it is set to begin with; `false` unless given. */
  readonly isSet?: boolean;
}

/** Header and cell. */
const SIZE_BYTES = 24;

const enum At {
  FLAG = 4,
}

/**
 * A yes or no that any thread changes in one step, and waits for.
 *
 * - **Blocking:** never; `waitUntilSet` and `waitUntilClear` wait without blocking the thread.
 * - **Ordering:** sequentially consistent: what a thread wrote before `set` is visible to whoever
 *   finds the flag set.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`.
 * - **Errors:** `ERR_INVALID_ARGUMENT` for a mistaken option, `ERR_TIMEOUT` for a wait that ran
 *   out, `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** one exchange; a change also tells those who wait.
 * - **Memory:** 24 bytes of shared memory.
 * - **Crash:** a thread that dies leaves the flag as it was or as it was to be; those who wait
 *   may learn of it a second late.
 */
export class AtomicFlag {
  /** Joins the flag that `handle` leads to. */
  static from(handle: SharedHandle<'AtomicFlag'>): AtomicFlag {
    return new AtomicFlag({}, joinPlace('AtomicFlag', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #waiters: Waiters;
  readonly #watch: Watch;

  constructor(options?: AtomicFlagOptions);
  /** @internal */
  constructor(options: AtomicFlagOptions, place: Place);
  constructor(options: AtomicFlagOptions = {}, place?: Place) {
    checkOptions(options, ['isSet']);
    this.#place = place ?? allocatePlace('AtomicFlag', SIZE_BYTES);
    this.#cells = new Int32Array(this.#place.buffer, this.#place.byteOffset, At.FLAG + 1);
    this.#waiters = new Waiters(this.#cells, this.#place.bells);
    this.#watch = new Watch(this.#waiters);
    if (this.#place.isNew && options.isSet) this.testAndSet();
  }

  /** What another thread passes to {@link AtomicFlag.from}. */
  get handle(): SharedHandle<'AtomicFlag'> {
    return toHandle('AtomicFlag', this.#place);
  }

  /** Whether it is set at this moment. */
  get isSet(): boolean {
    return Atomics.load(this.#cells, At.FLAG) === 1;
  }

  /** Sets it and answers whether it was set before: of many callers, one gets `false`. */
  testAndSet(): boolean {
    return this.#exchange(1) === 1;
  }

  /** Clears it and answers whether it was set before. */
  testAndClear(): boolean {
    return this.#exchange(0) === 1;
  }

  /** Resolves when it is set. */
  waitUntilSet(options?: WaitOptions): Promise<void> {
    return this.#watch.wait(() => this.#look(1), options);
  }

  /** Resolves when it is clear. */
  waitUntilClear(options?: WaitOptions): Promise<void> {
    return this.#watch.wait(() => this.#look(0), options);
  }

  #exchange(value: number): number {
    const before = Atomics.exchange(this.#cells, At.FLAG, value);
    if (before !== value) this.#waiters.ring();
    return before;
  }

  #look(wanted: number): Look<void> {
    const word = Atomics.load(this.#cells, At.FLAG);
    return word === wanted ? { result: undefined } : { cells: this.#cells, index: At.FLAG, word };
  }
}
