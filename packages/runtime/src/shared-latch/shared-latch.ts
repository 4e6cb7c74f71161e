import { InterlockedError } from '../errors.js';
import { checkBetween, checkOptions, checkWait } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';
import { checkMayBlock } from '../internal/shared-thread.js';
import { Waiters } from '../internal/shared-waiters.js';
import { type Look, timedOut, type WaitOptions, Watch } from '../internal/shared-watch.js';

/** Header and count. */
const SIZE_BYTES = 24;
const MOST = 2 ** 31 - 1;

const enum At {
  COUNT = 4,
}

/**
 * A count that threads count down to zero, once, and for which other threads wait.
 *
 * - **Blocking:** `block` blocks its thread; `wait` waits without blocking; neither waits once the
 *   count is zero.
 * - **Ordering:** what a thread wrote to shared memory before a `countDown` is visible to all whose
 *   wait is over.
 * - **Cancellation:** a wait ends by `timeoutMs`, an asynchronous one also by `signal`.
 * - **Errors:** counting below zero throws `ERR_OUT_OF_RANGE` and changes nothing;
 *   `ERR_CANNOT_BLOCK`, `ERR_TIMEOUT`, `ERR_INVALID_ARGUMENT`, `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** a count is one compare-and-exchange, repeated when another thread came first.
 * - **Memory:** 24 bytes of shared memory.
 * - **Crash:** what a dead thread did not count stays to be counted. One that died as it counted
 *   to zero leaves asynchronous waits to find out within a second.
 */
export class SharedLatch {
  /** Joins the latch that `handle` leads to. */
  static from(handle: SharedHandle<'SharedLatch'>): SharedLatch {
    return new SharedLatch(0, joinPlace('SharedLatch', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #waiters: Waiters;
  readonly #watch: Watch;

  constructor(count: number);
  /** @internal */
  constructor(count: number, place: Place);
  constructor(count: number, place?: Place) {
    checkBetween('count', count, 0, MOST);
    this.#place = place ?? allocatePlace('SharedLatch', SIZE_BYTES);
    this.#cells = new Int32Array(this.#place.buffer, this.#place.byteOffset, At.COUNT + 1);
    this.#waiters = new Waiters(this.#cells, this.#place.bells);
    this.#watch = new Watch(this.#waiters);
    if (this.#place.isNew) Atomics.store(this.#cells, At.COUNT, count);
  }

  /** What another thread passes to {@link SharedLatch.from}. */
  get handle(): SharedHandle<'SharedLatch'> {
    return toHandle('SharedLatch', this.#place);
  }

  /** How much is left to count down at this moment. */
  get count(): number {
    return Atomics.load(this.#cells, At.COUNT);
  }

  /** Counts down by `by`, and ends all waits when that makes zero. */
  countDown(by = 1): void {
    checkBetween('by', by, 0, MOST);
    for (;;) {
      const seen = Atomics.load(this.#cells, At.COUNT);
      if (by > seen) throw tooFew(seen, by);
      // Counted here. A subtraction without a look before it could pass below zero.
      if (Atomics.compareExchange(this.#cells, At.COUNT, seen, seen - by) !== seen) continue;
      if (seen === by) this.#waiters.wake(this.#cells, At.COUNT);
      return;
    }
  }

  /** Blocks this thread until the count is zero. */
  block(options: { readonly timeoutMs?: number } = {}): void {
    checkMayBlock('SharedLatch.block()', 'wait()');
    checkOptions(options, ['timeoutMs']);
    checkWait(options);
    const { timeoutMs = Infinity } = options;
    const end = performance.now() + timeoutMs;
    for (let seen = this.count; seen !== 0; seen = this.count) {
      const leftMs = end === Infinity ? Infinity : Math.max(end - performance.now(), 0);
      const woken = Atomics.wait(this.#cells, At.COUNT, seen, leftMs);
      if (woken === 'timed-out' && this.count !== 0) throw timedOut(timeoutMs);
    }
  }

  /** Resolves when the count is zero. */
  wait(options?: WaitOptions): Promise<void> {
    return this.#watch.wait(() => this.#look(), options);
  }

  #look(): Look<void> {
    const word = this.count;
    return word === 0 ? { result: undefined } : { cells: this.#cells, index: At.COUNT, word };
  }
}

function tooFew(count: number, by: number): InterlockedError {
  return new InterlockedError(
    'ERR_OUT_OF_RANGE',
    `A latch at ${count} cannot count down by ${by}; count each event once.`,
  );
}
