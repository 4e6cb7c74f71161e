import { type AcquireOptions, checkCallback } from '../internal/options.js';
import { isThenable } from '../internal/run-under.js';
import { Mutex } from '../mutex/mutex.js';

/**
 * A value that can be reached only while its mutex is held.
 *
 * - **Blocking:** as `Mutex.runExclusive`: waits without blocking the thread.
 * - **Ordering:** every callback sees the value that the one before it left.
 * - **Fairness:** first come, first served within a priority.
 * - **Cancellation:** `signal` and `timeoutMs` end the wait, never a callback that runs.
 * - **Errors:** those of `Mutex`. An update whose callback fails leaves the value as it was,
 *   unless the callback changed the inside of an object.
 */
export class Guarded<T> {
  readonly #mutex = new Mutex();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** Whether a callback has the value now. */
  get isLocked(): boolean {
    return this.#mutex.isLocked;
  }

  /** How many callbacks wait for the value. */
  get waiting(): number {
    return this.#mutex.waiting;
  }

  /** Makes what `fn` returns for the value the next value, and resolves to it. */
  update(fn: (value: T) => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    checkCallback(fn);
    return this.#mutex.runExclusive(() => this.#replace(fn(this.#value)), options);
  }

  /** Resolves to what `fn` returns for the value, which stays. */
  read<R>(fn: (value: T) => R | PromiseLike<R>, options?: AcquireOptions): Promise<R> {
    checkCallback(fn);
    return this.#mutex.runExclusive(() => fn(this.#value), options);
  }

  #replace(next: T | PromiseLike<T>): T | PromiseLike<T> {
    if (isThenable(next)) return next.then((value) => (this.#value = value));
    return (this.#value = next);
  }
}
