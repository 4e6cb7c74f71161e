import { InterlockedError } from '../errors.js';
import { type AdoptableWorker, adoptWorker } from '../internal/shared-adopt.js';
import { checkFunction, checkLike, checkOptions, checkWait } from '../internal/shared-arguments.js';
import { heedDeaths } from '../internal/shared-deaths.js';
import type { SharedGuard } from '../internal/shared-guard.js';
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
import type { SharedMutex } from '../shared-mutex/shared-mutex.js';

/** Header and epoch. */
const SIZE_BYTES = 24;

const enum At {
  EPOCH = 4,
}

/**
 * A way to wait, under a {@link SharedMutex}, for what a holder in another thread may bring about.
 *
 * - **Blocking:** `block` and `blockUntil` block their thread; `wait` and `waitUntil` wait without
 *   blocking. All give the mutex back meanwhile.
 * - **Ordering:** giving back and waiting are one step: no notification falls in between.
 * - **Fairness:** `notify` wakes at least one of those who wait, in about the order in which they
 *   began. A wait may end without reason, so ask again, or let `waitUntil` and `blockUntil` ask.
 * - **Cancellation:** `timeoutMs`, and for asynchronous waits `signal`, end the wait for a
 *   notification; whoever gives up holds nothing. Once notified it waits for the mutex as long as
 *   that takes.
 * - **Errors:** `ERR_NOT_HELD` for a guard that does not hold the mutex, `ERR_CANNOT_BLOCK`,
 *   `ERR_TIMEOUT`, `ERR_INVALID_ARGUMENT`, `ERR_INVALID_HANDLE` from `from`.
 * - **Memory:** 24 bytes of shared memory.
 * - **Crash:** a thread that dies may take a notification with it. So a worker that ends wakes all
 *   who wait, as `notifyAll` does, if this thread started it later or gave it to `adopt`. Where
 *   nobody tells of its end, call `notifyAll`.
 */
export class SharedCondition {
  /** Joins the condition that `handle` leads to. */
  static from(handle: SharedHandle<'SharedCondition'>): SharedCondition {
    return new SharedCondition({}, joinPlace('SharedCondition', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #waiters: Waiters;
  readonly #watch: Watch;
  /** A thread that died may have taken a notification with it. */
  readonly #held = { abandon: () => this.notifyAll() };

  constructor(options?: Record<never, never>);
  /** @internal */
  constructor(options: Record<never, never>, place: Place);
  constructor(options: Record<never, never> = {}, place?: Place) {
    checkOptions(options, []);
    this.#place = place ?? allocatePlace('SharedCondition', SIZE_BYTES);
    this.#cells = new Int32Array(this.#place.buffer, this.#place.byteOffset, At.EPOCH + 1);
    this.#waiters = new Waiters(this.#cells, this.#place.bells);
    this.#watch = new Watch(this.#waiters);
    heedDeaths(this.#held);
  }

  /** What another thread passes to {@link SharedCondition.from}. */
  get handle(): SharedHandle<'SharedCondition'> {
    return toHandle('SharedCondition', this.#place);
  }

  /** Gives `guard` back, blocks until a notification, and answers a new guard of `mutex`. */
  block(
    mutex: SharedMutex,
    guard: SharedGuard,
    options: { readonly timeoutMs?: number } = {},
  ): SharedGuard {
    checkMayBlock('SharedCondition.block()', 'wait()');
    checkOptions(options, ['timeoutMs']);
    checkWait(options);
    const epoch = this.#giveBack(mutex, guard);
    const { timeoutMs = Infinity } = options;
    const woken = Atomics.wait(this.#cells, At.EPOCH, epoch, timeoutMs);
    if (woken === 'timed-out') throw timedOut(timeoutMs);
    return mutex.lock();
  }

  /** As `block`, again and again until `predicate`, asked under the mutex, says true. */
  blockUntil(
    mutex: SharedMutex,
    guard: SharedGuard,
    predicate: () => boolean,
    options: { readonly timeoutMs?: number } = {},
  ): SharedGuard {
    checkMayBlock('SharedCondition.blockUntil()', 'waitUntil()');
    checkFunction('predicate', predicate);
    checkOptions(options, ['timeoutMs']);
    checkWait(options);
    checkHeld(mutex, guard);
    const toRemaining = remaining(options);
    let held = guard;
    try {
      while (!predicate()) held = this.block(mutex, held, toRemaining());
      return held;
    } catch (error) {
      held.release();
      throw error;
    }
  }

  /** Gives `guard` back, waits for a notification, and resolves to a new guard of `mutex`. */
  wait(mutex: SharedMutex, guard: SharedGuard, options: WaitOptions = {}): Promise<SharedGuard> {
    checkWait(options);
    const epoch = this.#giveBack(mutex, guard);
    const look = (): Look<undefined> =>
      Atomics.load(this.#cells, At.EPOCH) === epoch
        ? { cells: this.#cells, index: At.EPOCH, word: epoch }
        : { result: undefined };
    return this.#watch.wait(look, options).then(() => mutex.acquire());
  }

  /** As `wait`, again and again until `predicate`, asked under the mutex, says true. */
  async waitUntil(
    mutex: SharedMutex,
    guard: SharedGuard,
    predicate: () => boolean,
    options: WaitOptions = {},
  ): Promise<SharedGuard> {
    checkFunction('predicate', predicate);
    checkWait(options);
    checkHeld(mutex, guard);
    const toRemaining = remaining(options);
    let held = guard;
    try {
      while (!predicate()) held = await this.wait(mutex, held, toRemaining());
      return held;
    } catch (error) {
      held.release();
      throw error;
    }
  }

  /** Wakes at least one of those who wait, if anybody does. */
  notify(): void {
    this.#tell(1);
  }

  /** Wakes all who wait. */
  notifyAll(): void {
    this.#tell(Infinity);
  }

  /** Wakes all who wait when `worker` ends. Call it before the worker can end. */
  adopt(worker: AdoptableWorker): void {
    adoptWorker(worker, this.#held.abandon);
  }

  /** Answers the epoch of before the mutex was given back, so that each notification after counts. */
  #giveBack(mutex: SharedMutex, guard: SharedGuard): number {
    checkHeld(mutex, guard);
    const epoch = Atomics.load(this.#cells, At.EPOCH);
    guard.release();
    return epoch;
  }

  #tell(most: number): void {
    Atomics.add(this.#cells, At.EPOCH, 1);
    this.#waiters.wake(this.#cells, At.EPOCH, most);
  }
}

function checkHeld(mutex: SharedMutex, guard: SharedGuard): void {
  checkLike('mutex', mutex, 'isHeldBy', 'a SharedMutex');
  if (!mutex.isHeldBy(guard)) throw notHeld();
}

/** The same options with what is left of their time, whenever it is called. */
function remaining<Options extends { readonly timeoutMs?: number | undefined }>(options: Options) {
  const end = performance.now() + (options.timeoutMs ?? Infinity);
  return (): Options =>
    options.timeoutMs === undefined
      ? options
      : { ...options, timeoutMs: Math.max(end - performance.now(), 0) };
}

function notHeld(): InterlockedError {
  return new InterlockedError(
    'ERR_NOT_HELD',
    'The guard does not hold this mutex; pass the guard that holds it now, and the mutex object ' +
      'that it came from.',
  );
}
