import { InterlockedError } from '../errors.js';
import { type AdoptableWorker, adoptWorker } from '../internal/shared-adopt.js';
import {
  checkBetween,
  checkFunction,
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
import { Waiters } from '../internal/shared-waiters.js';
import { timedOut, type WaitOptions, Watch } from '../internal/shared-watch.js';
import { type Entered, READERS_OFFSET_BYTES, RwCells } from './rw-cells.js';
import { SharedRWGuard } from './shared-rw-guard.js';

export interface SharedRWLockOptions {
  /** How many may read at once; 32 unless given, at most 4096. */
  readonly readers?: number;
}

const WITHOUT_BLOCKING = { lockRead: 'acquireRead()', lockWrite: 'acquireWrite()' } as const;
const SIZES = { base: READERS_OFFSET_BYTES, each: 4 };

const enum At {
  NEXT_ID = 5,
}

/**
 * A lock that many readers or one writer hold, in whatever threads, and that outlives their deaths.
 *
 * - **Blocking:** `lockRead` and `lockWrite` block their thread; `acquireRead`, `acquireWrite`,
 *   `runRead` and `runWrite` wait without blocking; `tryRead` and `tryWrite` never wait, and also
 *   answer `undefined` while another thread is just entering.
 * - **Ordering:** what a writer wrote to shared memory is visible to all who hold the lock after it.
 * - **Fairness:** a writer that waits keeps new readers out, so readers cannot starve it. All enter
 *   through one gate, whose waiters are woken in their order and may be overtaken by newcomers.
 * - **Cancellation:** a wait ends by `timeoutMs`, an asynchronous one also by `signal`.
 * - **Errors:** `ERR_DEADLOCK` for a blocking form that would wait for a task of its own thread,
 *   `ERR_CANNOT_BLOCK`, `ERR_TIMEOUT`, `ERR_INVALID_ARGUMENT`, `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** a reader takes and leaves the gate and looks for a free cell; a writer looks at all.
 * - **Memory:** 32 bytes of shared memory, and 4 for each reader there may be.
 * - **Crash:** what a thread held that died is free as soon as that is known: from the `exit` of a
 *   worker that this thread started later or gave to `adopt`, or by `declareDead`. If it was writing, `guard.abandoned` is `true`
 *   for all until a writer has released the lock again.
 */
export class SharedRWLock {
  /** Joins the lock that `handle` leads to. */
  static from(handle: SharedHandle<'SharedRWLock'>): SharedRWLock {
    return new SharedRWLock({}, joinPlace('SharedRWLock', handle, SIZES));
  }

  /** What this thread is called in the lock, for another's {@link SharedRWLock.declareDead}. */
  readonly ownerId: number;
  readonly #place: Place;
  readonly #cells: RwCells;
  readonly #watch: Watch;

  constructor(options?: SharedRWLockOptions);
  /** @internal */
  constructor(options: SharedRWLockOptions, place: Place);
  constructor(options: SharedRWLockOptions = {}, place?: Place) {
    checkOptions(options, ['readers']);
    const { readers = 32 } = options;
    const cellBytes = 4 * checkBetween('readers', readers, 1, 4096);
    this.#place = place ?? allocatePlace('SharedRWLock', READERS_OFFSET_BYTES + cellBytes);
    const { buffer, byteOffset, sizeBytes } = this.#place;
    const cells = new Int32Array(buffer, byteOffset, sizeBytes / 4);
    this.ownerId = ownId(cells, At.NEXT_ID);
    const waiters = new Waiters(cells, this.#place.bells);
    this.#cells = new RwCells(cells, this.ownerId, waiters);
    this.#watch = new Watch(waiters);
    heedDeaths(this.#cells);
  }

  /** What another thread passes to {@link SharedRWLock.from}. */
  get handle(): SharedHandle<'SharedRWLock'> {
    return toHandle('SharedRWLock', this.#place);
  }

  /** Blocks this thread until it may read. */
  lockRead(options: { readonly timeoutMs?: number } = {}): SharedRWGuard {
    const isOwn = () => this.#cells.gate.isOwn;
    return this.#lock('lockRead', options, isOwn, (end) => this.#cells.lockRead(end));
  }

  /** Blocks this thread until it may write. */
  lockWrite(options: { readonly timeoutMs?: number } = {}): SharedRWGuard {
    const isOwn = () => this.#cells.gate.isOwn || this.#cells.isReadingHere;
    return this.#lock('lockWrite', options, isOwn, (end) => this.#cells.lockWrite(end));
  }

  /** Begins to read if that needs no wait, else answers `undefined`. */
  tryRead(): SharedRWGuard | undefined {
    return this.#toGuard(this.#cells.tryRead());
  }

  /** Begins to write if that needs no wait, else answers `undefined`. */
  tryWrite(): SharedRWGuard | undefined {
    return this.#toGuard(this.#cells.tryWrite());
  }

  /** Waits until it may read, without blocking. */
  async acquireRead(options?: WaitOptions): Promise<SharedRWGuard> {
    return this.#toGuard(await this.#watch.wait(() => this.#cells.lookRead(), options))!;
  }

  /** Waits until it may write, without blocking. */
  async acquireWrite(options?: WaitOptions): Promise<SharedRWGuard> {
    const { look, leaveGate } = this.#cells.toWriter();
    return this.#toGuard(await this.#watch.wait(look, options, leaveGate))!;
  }

  /** Runs `fn` while reading and resolves to what it returns. */
  runRead<T>(fn: Section<T>, options?: WaitOptions): Promise<T> {
    return run(fn, () => this.acquireRead(options));
  }

  /** Runs `fn` while writing and resolves to what it returns. */
  runWrite<T>(fn: Section<T>, options?: WaitOptions): Promise<T> {
    return run(fn, () => this.acquireWrite(options));
  }

  /** Frees what `worker` holds when it ends. Call it before the worker can end. */
  adopt(worker: AdoptableWorker): void {
    adoptWorker(worker, (owner) => this.#cells.abandon(owner));
  }

  /** Frees what the thread with that `ownerId` holds, and answers whether it held anything. */
  declareDead(ownerId: number): boolean {
    return this.#cells.abandon(checkBetween('ownerId', ownerId, 1, 2 ** 30 - 1));
  }

  #lock(
    method: keyof typeof WITHOUT_BLOCKING,
    options: { readonly timeoutMs?: number },
    isOwn: () => boolean,
    enter: (end: number) => Entered | undefined,
  ): SharedRWGuard {
    checkMayBlock(`SharedRWLock.${method}()`, WITHOUT_BLOCKING[method]);
    checkOptions(options, ['timeoutMs']);
    checkWait(options);
    if (isOwn()) throw waitsForItself(method);
    const { timeoutMs = Infinity } = options;
    const guard = this.#toGuard(enter(performance.now() + timeoutMs));
    if (guard) return guard;
    throw timedOut(timeoutMs);
  }

  #toGuard(entered: Entered | undefined): SharedRWGuard | undefined {
    return entered && new SharedRWGuard(this.#cells, entered);
  }
}

type Section<T> = (guard: SharedRWGuard) => T | PromiseLike<T>;

async function run<T>(fn: Section<T>, acquire: () => Promise<SharedRWGuard>): Promise<T> {
  checkFunction('fn', fn);
  const guard = await acquire();
  try {
    return await fn(guard);
  } finally {
    guard.release();
  }
}

function waitsForItself(method: string): InterlockedError {
  return new InterlockedError(
    'ERR_DEADLOCK',
    `${method}() would block this thread for ever: a task of this same thread holds the lock and ` +
      'could not go on to release it. Use the asynchronous forms in such threads.',
  );
}
