import type { Guard } from '../guard.js';
import { type AcquireOptions, checkCallback, findRefusal } from '../internal/options.js';
import { runUnder } from '../internal/run-under.js';
import { Waiter, type WaitQueue } from '../internal/wait-queue.js';

/**
 * A lock that one task at a time holds, across its `await`s.
 *
 * - **Blocking:** `acquire` and `runExclusive` wait without blocking the thread; `tryAcquire`
 *   never waits.
 * - **Ordering:** what a holder did before its release happened before the next holder runs.
 * - **Fairness:** first come, first served within a priority. A release hands the lock to the
 *   first waiter in the same step, so nobody overtakes it. Not re-entrant: a holder that
 *   acquires it again waits for itself.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`, and then leaves no trace. Once
 *   granted it stays granted: a later abort does not take the lock back.
 * - **Errors:** a mistaken option throws `ERR_INVALID_ARGUMENT` at the call. A wait that ran
 *   out rejects with `ERR_TIMEOUT`, an aborted one with `signal.reason`.
 * - **Cost:** constant, whatever the number of waiters, as long as priorities are equal.
 */
export class Mutex {
  /** Waiters exist only while there is a holder, for a release makes the first of them the holder. */
  #holder: Guard | undefined;
  /** The guard of every callback that found the lock free: nobody else ever has it. */
  readonly #section = new FreeGuard(this);
  readonly #waiters: WaitQueue<WaiterGuard> = new Waiter();

  /** Whether somebody holds it. */
  get isLocked(): boolean {
    return !!this.#holder;
  }

  /** How many wait for it. */
  get waiting(): number {
    return this.#waiters.length;
  }

  /** Waits for the lock and resolves to the guard that gives it back. */
  acquire(options?: AcquireOptions): Promise<Guard> {
    return findRefusal(options) ?? (this.#holder ? this.#wait(options) : this.#take());
  }

  /** Takes the lock if it is free, else answers `undefined`. */
  tryAcquire(): Guard | undefined {
    return this.enter(new FreeGuard(this));
  }

  /**
   * Runs `fn` while holding the lock and resolves to what it returns.
   *
   * A free lock runs `fn` before the call returns. The lock is given back when `fn` has
   * returned, thrown, or its promise has settled; `timeoutMs` and `signal` end the wait, never
   * a callback that runs.
   */
  runExclusive<T>(fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    checkCallback(fn);
    return findRefusal(options) ?? runUnder(this.enter(this.#section) ?? this.#wait(options), fn);
  }

  /**
   * Makes `guard` the holder of a free lock, and answers with it.
   *
   * @internal
   */
  enter(guard: Guard): Guard | undefined {
    return this.#holder ? undefined : (this.#holder = guard);
  }

  /**
   * Hands the lock from `holder` to the first waiter in one step, so that none can barge in;
   * answers `false` if `holder` does not hold it.
   *
   * @internal
   */
  release(holder: Guard): boolean {
    // A guard that no longer holds the lock can free nobody else's hold.
    if (this.#holder !== holder) return false;
    if (!(this.#holder = this.#waiters.grant())) this.onLeave();
    return true;
  }

  /**
   * The moment at which nobody holds the lock or waits for it.
   *
   * @internal
   */
  onLeave(): void {}

  /** Async, for engines resolve the promise of an async function sooner than `Promise.resolve` does. */
  // eslint-disable-next-line @typescript-eslint/require-await -- see above
  async #take(): Promise<Guard> {
    return this.tryAcquire()!;
  }

  #wait(options: AcquireOptions | undefined): Promise<Guard> {
    return this.#waiters.wait(new WaiterGuard(this), options);
  }
}

/** The guard of a mutex that was free: without a place in the queue, for it never waits. */
class FreeGuard implements Guard {
  static {
    // Whoever resolves a promise to a guard asks it for `then`, and finds this sooner than nothing.
    (this.prototype as { then?: undefined }).then = undefined;
  }

  readonly #mutex: Mutex;

  constructor(mutex: Mutex) {
    this.#mutex = mutex;
  }

  release(): void {
    this.#mutex.release(this);
  }

  [Symbol.dispose](): void {
    this.release();
  }
}

/** The guard of a mutex, and the waiter that became it. */
class WaiterGuard extends Waiter implements Guard {
  readonly #mutex: Mutex;

  constructor(mutex: Mutex) {
    super();
    this.#mutex = mutex;
  }

  release(): void {
    this.#mutex.release(this);
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
