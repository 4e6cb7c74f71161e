import { InterlockedError } from '../errors.js';
import { type AdoptableWorker, adoptWorker } from '../internal/shared-adopt.js';
import {
  checkBetween,
  checkFunction,
  checkOptions,
  checkWait,
} from '../internal/shared-arguments.js';
import { heedDeaths } from '../internal/shared-deaths.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';
import { checkMayBlock, ownId } from '../internal/shared-thread.js';
import { Waiters } from '../internal/shared-waiters.js';
import { timedOut, type WaitOptions, Watch } from '../internal/shared-watch.js';
import { PermitCells, type Permits, PERMITS_OFFSET_BYTES } from './permit-cells.js';
import { PermitGuard } from './permit-guard.js';

export interface SharedSemaphoreOptions extends WaitOptions {
  /** How many permits to take; 1 unless given. */
  readonly weight?: number | undefined;
}

export interface SharedSemaphoreLockOptions {
  /** How many permits to take; 1 unless given. */
  readonly weight?: number | undefined;
  /** Gives up the wait after this many milliseconds; 0 never waits, Infinity never gives up. */
  readonly timeoutMs?: number | undefined;
}

const MOST_PERMITS = 65_536;
const SIZES = { base: PERMITS_OFFSET_BYTES, each: 4 };

const enum At {
  NEXT_ID = 5,
}

/**
 * Permits that threads share, of which each holder takes one or more at once.
 *
 * - **Blocking:** `lock` blocks its thread; `acquire` and `runExclusive` wait without blocking;
 *   `tryLock` never waits, and also answers `undefined` while another thread is just taking.
 * - **Ordering:** what a holder wrote to shared memory before it gave permits back is visible to
 *   whoever takes them.
 * - **Fairness:** none: each return of permits wakes all who wait, and a heavy request may be
 *   overtaken by light ones for as long as those come.
 * - **Cancellation:** a wait ends by `timeoutMs`, an asynchronous one also by `signal`; it takes
 *   nothing then, and nobody's wake-up.
 * - **Errors:** `ERR_OUT_OF_RANGE` for a weight that can never be granted, `ERR_CANNOT_BLOCK` for
 *   `lock` where blocking is not allowed, `ERR_TIMEOUT`, `ERR_INVALID_ARGUMENT`,
 *   `ERR_INVALID_HANDLE` from `from`. Only a guard gives permits back, once.
 * - **Cost:** a look at each permit's cell until enough are found, in a turn that takes a
 *   compare-and-exchange to begin and one to end.
 * - **Memory:** 32 bytes of shared memory, and 4 for each permit.
 * - **Crash:** permits of a thread that died are free again as soon as that is known: from the
 *   `exit` of a worker that this thread started later or gave to `adopt`, or by `declareDead`.
 */
export class SharedSemaphore {
  /** Joins the semaphore that `handle` leads to. */
  static from(handle: SharedHandle<'SharedSemaphore'>): SharedSemaphore {
    return new SharedSemaphore(1, joinPlace('SharedSemaphore', handle, SIZES));
  }

  /** What this thread is called in the semaphore, for another's {@link SharedSemaphore.declareDead}. */
  readonly ownerId: number;
  readonly #place: Place;
  readonly #cells: PermitCells;
  readonly #watch: Watch;

  constructor(permits: number);
  /** @internal */
  constructor(permits: number, place: Place);
  constructor(permits: number, place?: Place) {
    const cellBytes = 4 * checkBetween('permits', permits, 1, MOST_PERMITS);
    this.#place = place ?? allocatePlace('SharedSemaphore', PERMITS_OFFSET_BYTES + cellBytes);
    const { buffer, byteOffset, sizeBytes } = this.#place;
    const cells = new Int32Array(buffer, byteOffset, sizeBytes / 4);
    this.ownerId = ownId(cells, At.NEXT_ID);
    const waiters = new Waiters(cells, this.#place.bells);
    this.#cells = new PermitCells(cells, this.ownerId, waiters);
    this.#watch = new Watch(waiters);
    heedDeaths(this.#cells);
  }

  /** What another thread passes to {@link SharedSemaphore.from}. */
  get handle(): SharedHandle<'SharedSemaphore'> {
    return toHandle('SharedSemaphore', this.#place);
  }

  /** How many permits there are, taken or not. */
  get permits(): number {
    return this.#cells.permits;
  }

  /** How many permits are free at this moment. */
  get available(): number {
    return this.#cells.available;
  }

  /** Blocks this thread until it has the permits. */
  lock(options: SharedSemaphoreLockOptions = {}): PermitGuard {
    checkMayBlock('SharedSemaphore.lock()', 'acquire()');
    checkOptions(options, ['weight', 'timeoutMs']);
    const { weight, timeoutMs = Infinity } = options;
    checkWait({ timeoutMs });
    const wanted = this.#checkWeight(weight);
    const guard = this.#toGuard(this.#cells.lock(wanted, performance.now() + timeoutMs));
    if (guard) return guard;
    throw timedOut(timeoutMs);
  }

  /** Takes permits if that needs no wait, else answers `undefined`. */
  tryLock(weight?: number): PermitGuard | undefined {
    return this.#toGuard(this.#cells.tryTake(this.#checkWeight(weight)));
  }

  /** Waits for permits without blocking, and resolves to the guard that gives them back. */
  acquire(options: SharedSemaphoreOptions = {}): Promise<PermitGuard> {
    checkOptions(options, ['weight', 'signal', 'timeoutMs']);
    const { weight, ...wait } = options;
    const wanted = this.#checkWeight(weight);
    const look = () => {
      const found = this.#cells.look(wanted);
      return 'result' in found ? { result: this.#toGuard(found.result)! } : found;
    };
    return this.#watch.wait(look, wait);
  }

  /** Runs `fn` while holding permits and resolves to what it returns. */
  async runExclusive<T>(
    fn: (guard: PermitGuard) => T | PromiseLike<T>,
    options?: SharedSemaphoreOptions,
  ): Promise<T> {
    checkFunction('fn', fn);
    const guard = await this.acquire(options);
    try {
      return await fn(guard);
    } finally {
      guard.release();
    }
  }

  /** Gives back what `worker` holds when it ends. Call it before the worker can end. */
  adopt(worker: AdoptableWorker): void {
    adoptWorker(worker, (owner) => this.#cells.abandon(owner));
  }

  /**
   * Gives back what the thread with that `ownerId` holds, and answers how many permits that were.
   * The thread must have ended.
   */
  declareDead(ownerId: number): number {
    return this.#cells.abandon(checkBetween('ownerId', ownerId, 1, 2 ** 30 - 1));
  }

  #checkWeight(weight = 1): number {
    checkBetween('weight', weight, 1, MOST_PERMITS);
    if (weight <= this.permits) return weight;
    throw new InterlockedError(
      'ERR_OUT_OF_RANGE',
      `A weight of ${weight} can never be granted from ${this.permits} permits; ask for less.`,
    );
  }

  #toGuard(permits: Permits): PermitGuard | undefined {
    return permits && new PermitGuard(this.#cells, permits);
  }
}
