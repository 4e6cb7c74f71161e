import { type AdoptableWorker, adoptWorker } from '../internal/shared-adopt.js';
import { checkFunction, checkOptions } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
  toPart,
} from '../internal/shared-place.js';
import { checkMayBlock } from '../internal/shared-thread.js';
import type { WaitOptions } from '../internal/shared-watch.js';
import { SharedMutex } from '../shared-mutex/shared-mutex.js';

/** Header and the mark that it is done, then a mutex. */
const SIZE_BYTES = 48;
const MUTEX_OFFSET = 24;
const MUTEX_BYTES = 24;

const enum At {
  DONE = 4,
}

/**
 * Something that is done once, in whichever of many threads comes first.
 *
 * - **Blocking:** `runBlocking` blocks its thread while another thread runs; `run` waits without
 *   blocking. Neither waits once it is done.
 * - **Ordering:** what the run wrote to shared memory is visible to all whose call is over.
 * - **Cancellation:** a wait for another thread's run ends by `timeoutMs`, an asynchronous one also
 *   by `signal`; the run goes on.
 * - **Errors:** a run that fails fails for its caller alone and does not count: the next one runs.
 *   Otherwise those of {@link SharedMutex}; `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** one load once it is done.
 * - **Memory:** 48 bytes of shared memory.
 * - **Crash:** a run whose thread died does not count: the next one runs, and is told that it was
 *   begun before. That it died must be known: from the `exit` of a worker that this thread
 *   started later or gave to `adopt`, or by `declareDead`.
 */
export class SharedOnce {
  /** Joins the one that `handle` leads to. */
  static from(handle: SharedHandle<'SharedOnce'>): SharedOnce {
    return new SharedOnce({}, joinPlace('SharedOnce', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #mutex: SharedMutex;

  constructor(options?: Record<never, never>);
  /** @internal */
  constructor(options: Record<never, never>, place: Place);
  constructor(options: Record<never, never> = {}, place?: Place) {
    checkOptions(options, []);
    this.#place = place ?? allocatePlace('SharedOnce', SIZE_BYTES);
    const { buffer, byteOffset } = this.#place;
    this.#cells = new Int32Array(buffer, byteOffset, At.DONE + 1);
    const mutex = toPart('SharedMutex', this.#place, MUTEX_OFFSET, MUTEX_BYTES);
    this.#mutex = new SharedMutex({}, mutex);
  }

  /** What another thread passes to {@link SharedOnce.from}. */
  get handle(): SharedHandle<'SharedOnce'> {
    return toHandle('SharedOnce', this.#place);
  }

  /** What this thread is called here, for another's {@link SharedOnce.declareDead}. */
  get ownerId(): number {
    return this.#mutex.ownerId;
  }

  /** Whether a run has succeeded. */
  get isDone(): boolean {
    return Atomics.load(this.#cells, At.DONE) === 1;
  }

  /**
   * Runs `fn` unless that has been done, and resolves to whether it did, once it is done.
   *
   * `fn` gets whether an earlier run was cut short by its thread's death.
   */
  async run(
    fn: (wasCutShort: boolean) => void | PromiseLike<void>,
    options?: WaitOptions,
  ): Promise<boolean> {
    checkFunction('fn', fn);
    if (this.isDone) return false;
    const guard = await this.#mutex.acquire(options);
    try {
      if (this.isDone) return false;
      await fn(guard.abandoned);
      Atomics.store(this.#cells, At.DONE, 1);
      return true;
    } finally {
      guard.release();
    }
  }

  /** As `run`, for a function that does not wait, on a thread that may block. */
  runBlocking(
    fn: (wasCutShort: boolean) => void,
    options?: { readonly timeoutMs?: number },
  ): boolean {
    checkFunction('fn', fn);
    if (this.isDone) return false;
    checkMayBlock('SharedOnce.runBlocking()', 'run()');
    const guard = this.#mutex.lock(options);
    try {
      if (this.isDone) return false;
      fn(guard.abandoned);
      Atomics.store(this.#cells, At.DONE, 1);
      return true;
    } finally {
      guard.release();
    }
  }

  /** Lets the next one run if `worker` ends within its run. Call it before the worker can end. */
  adopt(worker: AdoptableWorker): void {
    adoptWorker(worker, (owner) => this.#mutex.declareDead(owner));
  }

  /** Lets the next one run if the thread with that `ownerId` died within its run. */
  declareDead(ownerId: number): boolean {
    return this.#mutex.declareDead(ownerId);
  }
}
