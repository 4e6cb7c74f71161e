import { InterlockedError } from '../errors.js';
import { type AdoptableWorker, adoptWorker } from '../internal/shared-adopt.js';
import { checkBetween, checkOptions, checkWait } from '../internal/shared-arguments.js';
import { heedDeaths } from '../internal/shared-deaths.js';
import {
  allocatePlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';
import { checkMayBlock, ownId } from '../internal/shared-thread.js';
import { type Look, timedOut, type WaitOptions, Watch } from '../internal/shared-watch.js';
import {
  type Attempt,
  joinQueue,
  QueueCells,
  type TakenRecord,
  toSizeBytes,
} from './queue-cells.js';
import { checkSize, toBytes } from './queue-record.js';

export interface SharedQueueOptions {
  /** How many records it holds at most. */
  readonly capacity: number;
  /** How many bytes a record has at most. */
  readonly recordBytes: number;
}

const enum At {
  NEXT_ID = 5,
}

/**
 * Records of bytes on their way between threads, in order, at most so many at once.
 *
 * - **Blocking:** `putBlocking` and `takeBlocking` block their thread; `put` and `take` wait without
 *   blocking; `tryPut` and `tryTake` never wait, and also answer `false` and `undefined` while
 *   another thread is just at the queue.
 * - **Ordering:** records are taken in the order in which they were put; what a thread wrote to
 *   shared memory before it put a record is visible to whoever takes it.
 * - **Fairness:** none among those who wait: each record wakes all who wait for one, each taken
 *   record all who wait for room.
 * - **Cancellation:** a wait ends by `timeoutMs`, an asynchronous one also by `signal`; nothing is
 *   put or taken then, and nobody misses a wake-up.
 * - **Errors:** `ERR_CLOSED` from putting into a closed queue, `ERR_CANNOT_BLOCK`, `ERR_TIMEOUT`,
 *   `ERR_INVALID_ARGUMENT` for what is no view of bytes or too large, `ERR_INVALID_HANDLE`.
 * - **Cost:** a copy of the record, in a turn that takes a compare-and-exchange to begin and one to
 *   end.
 * - **Memory:** 48 bytes of shared memory, and for each record of the capacity 4 bytes and
 *   `recordBytes` in whole words.
 * - **Crash:** a record of a thread that dies is in the queue whole, or not at all; what it had
 *   taken is gone with it. Others go on as soon as its death is known: from the `exit` of a worker
 *   that this thread started later or gave to `adopt`, or by `declareDead`.
 */
export class SharedQueue {
  /** Joins the queue that `handle` leads to. */
  static from(handle: SharedHandle<'SharedQueue'>): SharedQueue {
    return new SharedQueue({ capacity: 1, recordBytes: 1 }, joinQueue(handle));
  }

  /** What this thread is called in the queue, for another's {@link SharedQueue.declareDead}. */
  readonly ownerId: number;
  readonly #place: Place;
  readonly #cells: QueueCells;
  readonly #watch: Watch;

  constructor(options: SharedQueueOptions);
  /** @internal */
  constructor(options: SharedQueueOptions, place: Place);
  constructor(options: SharedQueueOptions, place?: Place) {
    checkOptions(options, ['capacity', 'recordBytes']);
    const { capacity, recordBytes } = checkSize(options);
    this.#place = place ?? allocatePlace('SharedQueue', toSizeBytes(capacity, recordBytes));
    const { buffer, byteOffset } = this.#place;
    this.ownerId = ownId(new Int32Array(buffer, byteOffset, At.NEXT_ID + 1), At.NEXT_ID);
    this.#cells = new QueueCells(this.#place, this.ownerId, recordBytes);
    this.#watch = new Watch(this.#cells.waiters);
    heedDeaths(this.#cells);
  }

  /** What another thread passes to {@link SharedQueue.from}. */
  get handle(): SharedHandle<'SharedQueue'> {
    return toHandle('SharedQueue', this.#place);
  }

  /** How many records it holds at most. */
  get capacity(): number {
    return this.#cells.capacity;
  }

  /** How many bytes a record has at most. */
  get recordBytes(): number {
    return this.#cells.recordBytes;
  }

  /** How many records it holds at this moment. */
  get length(): number {
    return this.#cells.length;
  }

  /** Whether it takes no more records in. */
  get isClosed(): boolean {
    return this.#cells.isClosed;
  }

  /** Puts a record when there is room, waiting without blocking; the bytes are copied at once. */
  put(record: ArrayBufferView, options?: WaitOptions): Promise<void> {
    let bytes = toBytes(record, this.recordBytes);
    let isOwn = false;
    const look = (): Look<void> => {
      const found = this.#cells.look(() => this.#cells.put(bytes));
      if ('result' in found) return { result: checkPut(found.result) };
      // The caller may use its own bytes again while this one waits.
      if (!isOwn) bytes = bytes.slice();
      isOwn = true;
      return found;
    };
    return this.#watch.wait(look, options);
  }

  /** Blocks this thread until there is room, and puts a record. */
  putBlocking(record: ArrayBufferView, options: { readonly timeoutMs?: number } = {}): void {
    checkMayBlock('SharedQueue.putBlocking()', 'put()');
    const bytes = toBytes(record, this.recordBytes);
    checkPut(this.#block(() => this.#cells.put(bytes), options));
  }

  /** Puts a record if that needs no wait, and answers whether it did. */
  tryPut(record: ArrayBufferView): boolean {
    const bytes = toBytes(record, this.recordBytes);
    if (this.isClosed) throw closed();
    if (this.length === this.capacity) return false;
    const isPut = this.#cells.attempt(() => this.#cells.put(bytes));
    if (isPut === false && this.isClosed) throw closed();
    return isPut ?? false;
  }

  /**
   * Resolves to the oldest record when there is one, waiting without blocking; to `undefined` when
   * the queue is closed and empty.
   */
  take(options?: WaitOptions): Promise<TakenRecord> {
    return this.#watch.wait(() => this.#cells.look(this.#cells.take), options);
  }

  /** As `take`, and blocks this thread meanwhile. */
  takeBlocking(options: { readonly timeoutMs?: number } = {}): TakenRecord {
    checkMayBlock('SharedQueue.takeBlocking()', 'take()');
    return this.#block(this.#cells.take, options);
  }

  /** Takes the oldest record if that needs no wait, else answers `undefined`. */
  tryTake(): TakenRecord {
    return this.length === 0 ? undefined : this.#cells.attempt(this.#cells.take);
  }

  /** Takes one record after the other until the queue is closed and empty. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    for (let record = await this.take(); record; record = await this.take()) yield record;
  }

  /** Takes no more records in; those in the queue can still be taken. Ends all waits to put. */
  close(): void {
    this.#cells.close();
  }

  /** Lets others go on when `worker` ends at the queue. Call it before the worker can end. */
  adopt(worker: AdoptableWorker): void {
    adoptWorker(worker, (owner) => this.#cells.abandon(owner));
  }

  /** The same for the thread with that `ownerId`. The thread must have ended. */
  declareDead(ownerId: number): void {
    this.#cells.abandon(checkBetween('ownerId', ownerId, 1, 2 ** 30 - 1));
  }

  #block<T>(attempt: Attempt<T>, options: { readonly timeoutMs?: number }): T {
    checkOptions(options, ['timeoutMs']);
    checkWait(options);
    const { timeoutMs = Infinity } = options;
    const found = this.#cells.block(attempt, performance.now() + timeoutMs);
    if (found) return found.result;
    throw timedOut(timeoutMs);
  }
}

function checkPut(isPut: boolean): void {
  if (!isPut) throw closed();
}

function closed(): InterlockedError {
  return new InterlockedError(
    'ERR_CLOSED',
    'The queue was closed, and takes no more records in. Close it after the last record was put.',
  );
}
