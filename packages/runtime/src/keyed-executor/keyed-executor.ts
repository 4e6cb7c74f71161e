import { InterlockedError } from '../errors.js';
import { type KeyOptions, toIdentify } from '../internal/keyed-table.js';
import { type AcquireOptions, checkCallback, findRefusal } from '../internal/options.js';
import { SerialExecutor, type SerialExecutorOptions } from '../serial-executor/serial-executor.js';

export interface KeyedExecutorOptions<K> extends KeyOptions<K>, SerialExecutorOptions {}

/**
 * Runs the tasks of each key one at a time, in order, and those of different keys together.
 *
 * - **Blocking:** never; see `SerialExecutor`.
 * - **Ordering:** per key, as `SerialExecutor`.
 * - **Cancellation:** as `SerialExecutor`.
 * - **Errors:** those of `SerialExecutor`; `ERR_INVALID_ARGUMENT` for NaN and, without `keyOf`,
 *   for an object as key. `maxQueued` is per key.
 * - **Memory:** an entry exists exactly while its key has a task that runs or waits.
 */
export class KeyedExecutor<K> {
  readonly #entries = new Map<unknown, SerialExecutor>();
  readonly #identify: (key: K) => unknown;
  readonly #options: SerialExecutorOptions;
  #isClosed = false;

  constructor({ keyOf, ...options }: KeyedExecutorOptions<K> = {}) {
    this.#identify = toIdentify(keyOf);
    this.#options = options;
    // What is wrong with the options is said here, not at the first task.
    new SerialExecutor(options);
  }

  /** How many keys have a task that runs or waits. */
  get size(): number {
    return this.#entries.size;
  }

  /** Whether a task of `key` runs. */
  isRunning(key: K): boolean {
    return this.#entries.get(this.#identify(key))?.isRunning ?? false;
  }

  /** How many tasks of `key` wait for their turn. */
  waiting(key: K): number {
    return this.#entries.get(this.#identify(key))?.waiting ?? 0;
  }

  /** Runs `task` when the turn of its key comes to it, and resolves to what it returns. */
  run<T>(key: K, task: () => T | PromiseLike<T>, options?: AcquireOptions): Promise<T> {
    checkCallback(task);
    if (this.#isClosed) {
      throw new InterlockedError('ERR_CLOSED', 'The executor is closed; run tasks before close.');
    }
    return findRefusal(options) ?? this.#at(key).run(task, options);
  }

  /** Resolves when every task is over that was asked for until then. */
  async drain(): Promise<void> {
    await Promise.all([...this.#entries.values()].map((entry) => entry.drain()));
  }

  /** Takes no more tasks, and resolves when every one that was asked for is over. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.drain();
  }

  /** The same as {@link KeyedExecutor.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #at(key: K): SerialExecutor {
    const id = this.#identify(key);
    let entry = this.#entries.get(id);
    if (entry === undefined) {
      entry = new SerialExecutor(this.#options);
      entry.onIdle = () => this.#entries.delete(id);
      this.#entries.set(id, entry);
    }
    return entry;
  }
}
