import { InterlockedError } from '../errors.js';
import { type AdoptableWorker, adoptWorker } from '../internal/shared-adopt.js';
import {
  checkBetween,
  checkFunction,
  checkLike,
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
import { timedOut, type WaitOptions, Watch } from '../internal/shared-watch.js';
import { Waiters } from '../internal/shared-waiters.js';
import { MutexWord, Taken } from '../internal/shared-mutex-word.js';
import { SharedGuard } from '../internal/shared-guard.js';

/** Header, word, and the next id for threads that have none. */
const SIZE_BYTES = 24;

const enum At {
  NEXT_ID = 5,
}

/**
 * A lock that one task of one thread at a time holds, and that outlives a holder's death.
 *
 * - **Blocking:** `lock` blocks its thread; `acquire` and `runExclusive` wait without blocking;
 *   `tryLock` never waits.
 * - **Ordering:** what a holder wrote to shared memory is visible to the next holder.
 * - **Fairness:** whoever comes as the lock is freed may overtake those who wait. Of the threads
 *   that block, the first is woken; all that wait without blocking are told, and of the tasks of
 *   one thread the first gets it. Not re-entrant: tasks of one thread exclude each other too.
 * - **Cancellation:** a wait ends by `timeoutMs`, an asynchronous one also by `signal`. A wait that
 *   was given up keeps no wake-up from the others, however busy its thread is.
 * - **Errors:** `ERR_CANNOT_BLOCK` for `lock` where blocking is not allowed, `ERR_DEADLOCK` for
 *   `lock` while a task of this same thread holds the lock, `ERR_TIMEOUT`,
 *   `ERR_INVALID_ARGUMENT`, `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** uncontended, one compare-and-exchange to lock and one to unlock.
 * - **Memory:** 24 bytes of shared memory.
 * - **Crash:** a lock that is held by a thread which died is free again as soon as that is known:
 *   from the `exit` of a worker that this thread started later or gave to `adopt`, or by
 *   `declareDead`. Its next holder finds `guard.abandoned`. The owner is recorded in the same step that takes the lock, and a process
 *   uses no thread's id twice.
 */
export class SharedMutex {
  /** Joins the mutex that `handle` leads to. */
  static from(handle: SharedHandle<'SharedMutex'>): SharedMutex {
    return new SharedMutex({}, joinPlace('SharedMutex', handle, SIZE_BYTES));
  }

  /** What this thread is called in the lock, for another thread's {@link SharedMutex.declareDead}. */
  readonly ownerId: number;
  readonly #place: Place;
  readonly #word: MutexWord;
  readonly #watch: Watch;

  constructor(options?: Record<never, never>);
  /** @internal */
  constructor(options: Record<never, never>, place: Place, ownerId?: number);
  constructor(options: Record<never, never> = {}, place?: Place, ownerId?: number) {
    checkOptions(options, []);
    this.#place = place ?? allocatePlace('SharedMutex', SIZE_BYTES);
    const cells = new Int32Array(this.#place.buffer, this.#place.byteOffset, At.NEXT_ID + 1);
    this.ownerId = ownerId ?? ownId(cells, At.NEXT_ID);
    const waiters = new Waiters(cells, this.#place.bells);
    this.#word = new MutexWord(cells, this.ownerId, waiters);
    // A lock that one task finds taken is taken for the next one too.
    this.#watch = new Watch(waiters, true);
    // Whoever it is a part of knows its owner, and heeds deaths for all its parts.
    if (ownerId === undefined) heedDeaths(this.#word);
  }

  /** What another thread passes to {@link SharedMutex.from}. */
  get handle(): SharedHandle<'SharedMutex'> {
    return toHandle('SharedMutex', this.#place);
  }

  /** Whether somebody holds it at this moment. */
  get isLocked(): boolean {
    return this.#word.isLocked;
  }

  /** Whether `guard` came from this object and has not been released. */
  isHeldBy(guard: SharedGuard): boolean {
    checkLike('guard', guard, 'holds', 'a guard that the mutex gave');
    return guard.holds(this.#word);
  }

  /** Blocks this thread until the lock is taken. */
  lock(options?: { readonly timeoutMs?: number }): SharedGuard {
    checkMayBlock('SharedMutex.lock()', 'acquire()');
    if (options === undefined && this.#word.takeFree()) return new SharedGuard(this.#word, false);
    return this.#lockSlowly(options);
  }

  /** Takes the lock if it is free, else answers `undefined`. */
  tryLock(): SharedGuard | undefined {
    if (this.#word.takeFree()) return new SharedGuard(this.#word, false);
    return this.#toGuard(this.#word.take());
  }

  /** Waits for the lock without blocking, and resolves to the guard that gives it back. */
  acquire(options?: WaitOptions): Promise<SharedGuard> {
    const look = () => {
      const found = this.#word.look();
      return 'result' in found ? { result: this.#toGuard(found.result)! } : found;
    };
    return this.#watch.wait(look, options);
  }

  /** Runs `fn` while holding the lock and resolves to what it returns. */
  async runExclusive<T>(
    fn: (guard: SharedGuard) => T | PromiseLike<T>,
    options?: WaitOptions,
  ): Promise<T> {
    checkFunction('fn', fn);
    const guard = await this.acquire(options);
    try {
      return await fn(guard);
    } finally {
      guard.release();
    }
  }

  /** Frees the lock when `worker` ends while it holds it. Call it before the worker can end. */
  adopt(worker: AdoptableWorker): void {
    adoptWorker(worker, (owner) => this.#word.abandon(owner));
  }

  /**
   * Frees the lock if the thread with that `ownerId` holds it, and answers whether it did; for
   * threads whose end no event tells. The thread must have ended: its section would run on beside
   * the next holder's.
   */
  declareDead(ownerId: number): boolean {
    return this.#word.abandon(checkBetween('ownerId', ownerId, 1, 2 ** 30 - 1));
  }

  #lockSlowly(options: { readonly timeoutMs?: number } = {}): SharedGuard {
    checkOptions(options, ['timeoutMs']);
    checkWait(options);
    if (this.#word.isOwn) throw holdsItself();
    const { timeoutMs = Infinity } = options;
    const guard = this.#toGuard(this.#word.lock(performance.now() + timeoutMs));
    if (guard) return guard;
    throw timedOut(timeoutMs);
  }

  #toGuard(taken: Taken): SharedGuard | undefined {
    if (taken === Taken.NOT) return undefined;
    return new SharedGuard(this.#word, taken === Taken.ABANDONED);
  }
}

function holdsItself(): InterlockedError {
  return new InterlockedError(
    'ERR_DEADLOCK',
    'lock() would block this thread for ever: a task of this same thread holds the lock and could ' +
      'not go on to release it. Use acquire() in threads where several tasks take this lock.',
  );
}
