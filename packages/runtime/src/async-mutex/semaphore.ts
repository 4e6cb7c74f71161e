import { InterlockedError } from '../errors.js';
import { checkNumber, invalid } from '../internal/options.js';
import { Waiter, type WaitQueue } from '../internal/wait-queue.js';
import { E_CANCELED } from './constants.js';
import type { SemaphoreInterface } from './interfaces.js';

/** What is added to a request by `withTimeout`. */
export interface Limit {
  readonly timeoutMs: number;
  readonly error: Error;
}

/**
 * The semaphore of async-mutex 0.5, on this package's queue.
 *
 * - **Blocking:** as `Semaphore` of this package.
 * - **Ordering:** in order of priority, then of the calls.
 * - **Errors:** `cancel` rejects whoever waits with the error given to the constructor. A weight
 *   or a value that is a mistake throws `ERR_INVALID_ARGUMENT`. As in async-mutex, `release`
 *   takes no guard: it gives back what somebody else may hold. The releaser that `acquire`
 *   resolves to works once.
 * - **Cost:** constant, where async-mutex is linear in the number of waiters.
 */
export class Semaphore implements SemaphoreInterface {
  #value: number;
  readonly #cancelError: Error;
  readonly #waiters: WaitQueue<Ticket> = new Waiter();
  #watchers: Watcher[] = [];

  constructor(value: number, cancelError: Error = E_CANCELED) {
    checkNumber('value', value, -Infinity);
    this.#value = value;
    this.#cancelError = cancelError;
    this.#waiters.onLeave = () => this.#letIn();
  }

  acquire(weight = 1, priority = 0): Promise<[number, SemaphoreInterface.Releaser]> {
    return this.acquireWithin(undefined, weight, priority);
  }

  /**
   * `acquire` that gives up, and then no longer waits.
   *
   * @internal
   */
  async acquireWithin(
    limit: Limit | undefined,
    weight = 1,
    priority = 0,
  ): Promise<[number, SemaphoreInterface.Releaser]> {
    checkRequest(weight, priority);
    const ticket = new Ticket(weight, priority);
    if (!this.#enterAtOnce(ticket)) await this.#enter(ticket, limit);
    return [ticket.value, this.#toReleaser(weight)];
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

  waitForUnlock(weight = 1, priority = 0): Promise<void> {
    checkRequest(weight, priority);
    if (this.#couldEnter(weight, priority)) return Promise.resolve();
    return new Promise((resolve) => this.#watchers.push({ weight, priority, resolve }));
  }

  isLocked(): boolean {
    return this.#value <= 0;
  }

  getValue(): number {
    return this.#value;
  }

  setValue(value: number): void {
    checkNumber('value', value, -Infinity);
    this.#value = value;
    this.#letIn();
  }

  release(weight = 1): void {
    checkRequest(weight, 0);
    this.#value += weight;
    this.#letIn();
  }

  cancel(): void {
    for (let ticket = this.#waiters.grant(); ticket; ticket = this.#waiters.grant()) {
      ticket.isCanceled = true;
    }
  }

  #enterAtOnce(ticket: Ticket): boolean {
    if (!this.#couldEnter(ticket.weight, ticket.priority)) return false;
    this.#take(ticket);
    return true;
  }

  async #enter(ticket: Ticket, limit: Limit | undefined): Promise<void> {
    const { priority } = ticket;
    const wait = this.#waiters.wait(ticket, { priority, timeoutMs: limit?.timeoutMs });
    await (limit ? wait.catch((cause: unknown) => throwInstead(limit.error, cause)) : wait);
    if (ticket.isCanceled) throw this.#cancelError;
  }

  #couldEnter(weight: number, priority: number): boolean {
    const isFirst = this.#waiters.length === 0 || this.#waiters.first().priority < priority;
    return isFirst && weight <= this.#value;
  }

  #take(ticket: Ticket): void {
    ticket.value = this.#value;
    this.#value -= ticket.weight;
  }

  #letIn(): void {
    this.#wakeWatchers();
    while (this.#waiters.length > 0 && this.#waiters.first().weight <= this.#value) {
      this.#take(this.#waiters.first());
      this.#waiters.grant();
      this.#wakeWatchers();
    }
  }

  #wakeWatchers(): void {
    if (this.#watchers.length === 0) return;
    const couldEnter = ({ weight, priority }: Watcher) => this.#couldEnter(weight, priority);
    const awake = this.#watchers.filter(couldEnter);
    this.#watchers = this.#watchers.filter((watcher) => !awake.includes(watcher));
    for (const { resolve } of awake) resolve();
  }

  #toReleaser(weight: number): SemaphoreInterface.Releaser {
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.release(weight);
    };
  }
}

interface Watcher {
  readonly weight: number;
  readonly priority: number;
  readonly resolve: () => void;
}

class Ticket extends Waiter {
  readonly weight: number;
  readonly priority: number;
  /** The semaphore's value just before it was let in. */
  value = 0;
  isCanceled = false;

  constructor(weight: number, priority: number) {
    super();
    this.weight = weight;
    this.priority = priority;
  }
}

function checkRequest(weight: number, priority: number): void {
  checkNumber('weight', weight, -Infinity);
  checkNumber('priority', priority, -Infinity);
  if (weight <= 0) throw invalid('weight', weight, 'a number above 0');
}

function throwInstead(error: Error, cause: unknown): never {
  throw cause instanceof InterlockedError ? error : cause;
}
