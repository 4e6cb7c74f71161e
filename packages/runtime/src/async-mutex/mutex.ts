import type { MutexInterface } from './interfaces.js';
import { type Limit, Semaphore } from './semaphore.js';

/** The mutex of async-mutex 0.5: its semaphore, with one unit. */
export class Mutex implements MutexInterface {
  readonly #semaphore: Semaphore;

  constructor(cancelError?: Error) {
    this.#semaphore = new Semaphore(1, cancelError);
  }

  acquire(priority?: number): Promise<MutexInterface.Releaser> {
    return this.acquireWithin(undefined, priority);
  }

  /**
   * `acquire` that gives up, and then no longer waits.
   *
   * @internal
   */
  async acquireWithin(
    limit: Limit | undefined,
    priority?: number,
  ): Promise<MutexInterface.Releaser> {
    const [, release] = await this.#semaphore.acquireWithin(limit, 1, priority);
    return release;
  }

  runExclusive<T>(callback: MutexInterface.Worker<T>, priority?: number): Promise<T> {
    return this.#semaphore.runExclusive(() => callback(), 1, priority);
  }

  isLocked(): boolean {
    return this.#semaphore.isLocked();
  }

  waitForUnlock(priority?: number): Promise<void> {
    return this.#semaphore.waitForUnlock(1, priority);
  }

  release(): void {
    if (this.#semaphore.isLocked()) this.#semaphore.release();
  }

  cancel(): void {
    this.#semaphore.cancel();
  }
}
