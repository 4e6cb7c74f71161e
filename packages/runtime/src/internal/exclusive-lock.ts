import type { Guard } from '../guard.js';
import type { AcquireOptions } from './options.js';
import { runNow, runUnder } from './run-under.js';
import { WaitQueue, Waiter } from './wait-queue.js';

/**
 * The engine of `Mutex` and of one key of `KeyedMutex`.
 *
 * Invariant: waiters exist only while it is held, for `release` hands it to the first of them
 * in the same step. So it becomes free in `release` alone, and a waiter that gives up frees
 * nothing.
 */
export class ExclusiveLock {
  isHeld = false;
  readonly #what: string;
  #waiters: WaitQueue<ExclusiveGuard> | undefined;

  constructor(what: string) {
    this.#what = what;
  }

  get waiting(): number {
    return this.#waiters === undefined ? 0 : this.#waiters.length;
  }

  tryAcquire(): ExclusiveGuard | undefined {
    if (this.isHeld) return undefined;
    this.isHeld = true;
    return new ExclusiveGuard(this);
  }

  acquire(options?: AcquireOptions): Promise<ExclusiveGuard> {
    const guard = new ExclusiveGuard(this);
    if (this.isHeld) {
      return (this.#waiters ??= new WaitQueue(this.#what)).wait(guard, options);
    }
    this.isHeld = true;
    return Promise.resolve(guard);
  }

  run<T>(fn: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    if (this.isHeld) return this.acquire(options).then((guard) => runUnder(guard, fn));
    // Nobody is given a guard here, so the lock itself is what `fn` runs under.
    this.isHeld = true;
    return runNow(this, fn);
  }

  /** Hands the lock to the first waiter; `isHeld` never drops in between, so none can barge in. */
  release(): void {
    if (this.#waiters?.grant() !== undefined) return;
    this.isHeld = false;
    this.onFree();
  }

  /** The moment at which nobody holds the lock or waits for it. */
  protected onFree(): void {}
}

/** The guard of an {@link ExclusiveLock}, and the waiter that became it. */
export class ExclusiveGuard extends Waiter implements Guard {
  #lock: ExclusiveLock | undefined;

  constructor(lock: ExclusiveLock) {
    super();
    this.#lock = lock;
  }

  release(): void {
    const lock = this.#lock;
    // The lock is forgotten here: a second release can free nobody else's hold.
    this.#lock = undefined;
    lock?.release();
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
