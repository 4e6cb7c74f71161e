import { InterlockedError } from '../errors.js';
import type { Guard } from '../guard.js';
import { Gate } from '../internal/gate.js';
import {
  type AcquireOptions,
  checkCallback,
  checkNumber,
  findRefusal,
} from '../internal/options.js';
import { runUnder } from '../internal/run-under.js';
import { UnitLock } from '../internal/unit-lock.js';
import { Mutex } from '../mutex/mutex.js';

export interface SerialExecutorOptions {
  /** How many tasks may wait behind the one that runs; unbounded unless given. */
  readonly maxQueued?: number | undefined;
}

/**
 * Runs tasks one at a time, in order.
 *
 * - **Blocking:** `submit` waits for room without blocking the thread; `run` never waits for it.
 * - **Ordering:** in the order of the calls; of `submit`, in the order in which room was found.
 * - **Fairness:** first come, first served within a priority.
 * - **Cancellation:** `signal` and `timeoutMs` end the wait of a task for its turn, never a task
 *   that runs.
 * - **Errors:** a full queue rejects `run` with `ERR_QUEUE_FULL`; use after `close` throws
 *   `ERR_CLOSED`. A task that fails fails its own promise, and the next one runs.
 */
export class SerialExecutor {
  readonly #turns = new Mutex();
  readonly #room: UnitLock;
  readonly #idle = new Gate();
  #isClosed = false;

  constructor({ maxQueued = Infinity }: SerialExecutorOptions = {}) {
    checkNumber('maxQueued', maxQueued, 0);
    // A finite number, of which one can be taken and be missed.
    const capacity = Math.floor(Math.min(maxQueued, 2 ** 52)) + 1;
    this.#room = new Room(capacity, () => {
      this.#idle.pass();
      this.onIdle();
    });
  }

  /** Whether a task runs. */
  get isRunning(): boolean {
    return this.#turns.isLocked;
  }

  /** How many tasks wait for their turn. */
  get waiting(): number {
    return this.#turns.waiting;
  }

  /** Whether it takes no more tasks. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Runs `task` when its turn comes and resolves to what it returns. */
  run<T>(task: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    this.#checkOpen(task);
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    const place = this.#room.tryAcquire(1);
    if (place === undefined) return Promise.reject(toFullError(this.waiting));
    return this.#enter(place, task, options);
  }

  /** Waits until the queue has room for `task`; `result` is then what becomes of it. */
  async submit<T>(
    task: () => T | PromiseLike<T>,
    options?: AcquireOptions,
  ): Promise<{ readonly result: Promise<T> }> {
    this.#checkOpen(task);
    await findRefusal(options);
    const place = await this.#room.take(1, options);
    return { result: this.#enter(place, task, undefined) };
  }

  /** Resolves when every task is over that was asked for until then. */
  drain(): Promise<void> {
    return this.#room.isLocked ? this.#idle.wait() : Promise.resolve();
  }

  /** Takes no more tasks, and resolves when every one that was asked for is over. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.drain();
  }

  /** The same as {@link SerialExecutor.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * The moment at which no task runs or waits.
   *
   * @internal
   */
  onIdle(): void {}

  #checkOpen(task: unknown): void {
    checkCallback(task);
    if (!this.#isClosed) return;
    throw new InterlockedError('ERR_CLOSED', 'The executor is closed; run tasks before close.');
  }

  #enter<T>(
    place: Guard,
    task: () => T | PromiseLike<T>,
    options: AcquireOptions | undefined,
  ): Promise<T> {
    const turn = this.#turns.tryAcquire();
    if (turn !== undefined) return runUnder(new Stay(turn, place), task);
    const later = this.#turns.acquire(options).then(
      (granted) => new Stay(granted, place),
      (error: unknown) => {
        place.release();
        throw error;
      },
    );
    return runUnder(later, task);
  }
}

class Room extends UnitLock {
  readonly #onFree: () => void;

  constructor(capacity: number, onFree: () => void) {
    super(capacity);
    this.#onFree = onFree;
  }

  protected override onFree(): void {
    this.#onFree();
  }
}

/** A task's turn, and its place in the queue, given back together. */
class Stay {
  readonly #turn: Guard;
  readonly #place: Guard;

  constructor(turn: Guard, place: Guard) {
    this.#turn = turn;
    this.#place = place;
  }

  release(): void {
    this.#turn.release();
    this.#place.release();
  }
}

function toFullError(waiting: number): InterlockedError {
  return new InterlockedError(
    'ERR_QUEUE_FULL',
    `${waiting} tasks already wait, the most that maxQueued allows; submit waits for room.`,
  );
}
