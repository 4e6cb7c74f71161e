import { Deadline } from '../internal/deadline.js';
import { E_ALREADY_LOCKED, E_TIMEOUT } from './constants.js';
import type { MutexInterface, SemaphoreInterface } from './interfaces.js';
import { Mutex } from './mutex.js';
import { type Limit, Semaphore } from './semaphore.js';

/**
 * `sync`, whose `acquire`, `runExclusive` and `waitForUnlock` give up after `timeout` ms.
 *
 * A request of this package's classes that gave up no longer waits; one of another
 * implementation stays queued, and gives back what it is granted.
 */
export function withTimeout(
  sync: MutexInterface,
  timeout: number,
  timeoutError?: Error,
): MutexInterface;
export function withTimeout(
  sync: SemaphoreInterface,
  timeout: number,
  timeoutError?: Error,
): SemaphoreInterface;
export function withTimeout(
  sync: MutexInterface | SemaphoreInterface,
  timeout: number,
  timeoutError: Error = E_TIMEOUT,
): MutexInterface | SemaphoreInterface {
  // NaN and negative delays are taken as timers take them: as none.
  const limit = { timeoutMs: timeout > 0 ? timeout : 0, error: timeoutError };
  return isSemaphore(sync) ? new LimitedSemaphore(sync, limit) : new LimitedMutex(sync, limit);
}

/** `sync`, whose `acquire` and `runExclusive` never wait. */
export function tryAcquire(sync: MutexInterface, alreadyAcquiredError?: Error): MutexInterface;
export function tryAcquire(
  sync: SemaphoreInterface,
  alreadyAcquiredError?: Error,
): SemaphoreInterface;
export function tryAcquire(
  sync: MutexInterface | SemaphoreInterface,
  alreadyAcquiredError: Error = E_ALREADY_LOCKED,
): MutexInterface | SemaphoreInterface {
  return withTimeout(sync as MutexInterface, 0, alreadyAcquiredError);
}

class LimitedMutex implements MutexInterface {
  readonly #mutex: MutexInterface;
  readonly #limit: Limit;

  constructor(mutex: MutexInterface, limit: Limit) {
    this.#mutex = mutex;
    this.#limit = limit;
  }

  acquire(priority?: number): Promise<MutexInterface.Releaser> {
    const mutex = this.#mutex;
    if (mutex instanceof Mutex) return mutex.acquireWithin(this.#limit, priority);
    return orGiveUp(mutex.acquire(priority), this.#limit, (release) => release());
  }

  async runExclusive<T>(callback: MutexInterface.Worker<T>, priority?: number): Promise<T> {
    const release = await this.acquire(priority);
    try {
      return await callback();
    } finally {
      release();
    }
  }

  waitForUnlock(priority?: number): Promise<void> {
    return orGiveUp(this.#mutex.waitForUnlock(priority), this.#limit, () => {});
  }

  isLocked(): boolean {
    return this.#mutex.isLocked();
  }

  release(): void {
    this.#mutex.release();
  }

  cancel(): void {
    this.#mutex.cancel();
  }
}

class LimitedSemaphore implements SemaphoreInterface {
  readonly #semaphore: SemaphoreInterface;
  readonly #limit: Limit;

  constructor(semaphore: SemaphoreInterface, limit: Limit) {
    this.#semaphore = semaphore;
    this.#limit = limit;
  }

  acquire(weight?: number, priority?: number): Promise<[number, SemaphoreInterface.Releaser]> {
    const semaphore = this.#semaphore;
    if (semaphore instanceof Semaphore) {
      return semaphore.acquireWithin(this.#limit, weight, priority);
    }
    return orGiveUp(semaphore.acquire(weight, priority), this.#limit, ([, release]) => release());
  }

  async runExclusive<T>(
    callback: SemaphoreInterface.Worker<T>,
    weight?: number,
    priority?: number,
  ): Promise<T> {
    const [value, release] = await this.acquire(weight, priority);
    try {
      return await callback(value);
    } finally {
      release();
    }
  }

  waitForUnlock(weight?: number, priority?: number): Promise<void> {
    return orGiveUp(this.#semaphore.waitForUnlock(weight, priority), this.#limit, () => {});
  }

  isLocked(): boolean {
    return this.#semaphore.isLocked();
  }

  getValue(): number {
    return this.#semaphore.getValue();
  }

  setValue(value: number): void {
    this.#semaphore.setValue(value);
  }

  release(weight?: number): void {
    this.#semaphore.release(weight);
  }

  cancel(): void {
    this.#semaphore.cancel();
  }
}

/** What `request` resolves to, or the limit's error; what comes too late is given to `giveBack`. */
function orGiveUp<T>(
  request: Promise<T>,
  { timeoutMs, error }: Limit,
  giveBack: (late: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const deadline = new Deadline(timeoutMs, () => {
      isOver = true;
      reject(error);
    });
    const settle = (then: () => void) => {
      deadline.cancel();
      then();
    };
    request.then(
      (granted) => (isOver ? giveBack(granted) : settle(() => resolve(granted))),
      (refused: unknown) => settle(() => reject(refused)),
    );
  });
}

function isSemaphore(sync: MutexInterface | SemaphoreInterface): sync is SemaphoreInterface {
  return 'getValue' in sync;
}
