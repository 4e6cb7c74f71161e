import { MutexWord, Taken } from '../internal/shared-mutex-word.js';
import { refusedHandle } from '../internal/shared-header.js';
import { joinPlace, type Place, type SharedHandle } from '../internal/shared-place.js';
import { Waiters } from '../internal/shared-waiters.js';
import type { Look } from '../internal/shared-watch.js';

/*
 * | word         | meaning                                                                    |
 * | ------------ | -------------------------------------------------------------------------- |
 * | HEAD         | the place of the oldest record                                             |
 * | TAIL         | the place of the next one; equal to HEAD when there is none                |
 * | ITEMS        | changes when a record came that somebody waits for                         |
 * | ROOM         | changes when room came that somebody waits for                             |
 * | CLOSED       | 1 when no more records are taken in                                        |
 *
 * Places count on from lap to lap, and start anew at a multiple of the capacity. Putting and
 * taking take turns, by a mutex that survives its holder's death. Each takes effect by one store:
 * of TAIL, after the record is written, or of HEAD, after it is read. So whoever dies in its turn
 * leaves a queue in which its record is, or is not, and nothing to repair.
 *
 * Whoever finds nothing sets WAITED in the epoch while it has the turn, so nobody can bring
 * between its look and its flag what it looks for; then it waits for a change of the epoch. A
 * change wakes all: with one woken, a thread that dies at that moment would leave the others
 * asleep beside what they wait for.
 */
const enum At {
  HEAD = 6,
  TAIL = 7,
  ITEMS = 8,
  ROOM = 9,
  CLOSED = 10,
  RECORD_BYTES = 11,
  FIRST_SLOT = 12,
}

const enum Epoch {
  WAITED = 1,
  STEP = 2,
}

/** Bytes of the header, the mutex, and the words above. */
const SLOTS_OFFSET_BYTES = 4 * At.FIRST_SLOT;

/** Bytes of a queue: each record has its length before it, and begins at a whole word. */
export function toSizeBytes(capacity: number, recordBytes: number): number {
  return SLOTS_OFFSET_BYTES + capacity * toSlotBytes(recordBytes);
}

/** Answers the place of the queue that `handle` leads to, or throws for whatever is wrong with it. */
export function joinQueue(handle: SharedHandle<'SharedQueue'>): Place {
  const place = joinPlace('SharedQueue', handle, { base: SLOTS_OFFSET_BYTES, each: 4 });
  const cells = new Int32Array(place.buffer, place.byteOffset, At.FIRST_SLOT);
  const recordBytes = Atomics.load(cells, At.RECORD_BYTES);
  const slotsBytes = place.sizeBytes - SLOTS_OFFSET_BYTES;
  if (recordBytes > 0 && slotsBytes % toSlotBytes(recordBytes) === 0) return place;
  const what = `its ${slotsBytes} bytes hold no whole number of records of ${recordBytes} bytes`;
  throw refusedHandle('SharedQueue', what);
}

function toSlotBytes(recordBytes: number): number {
  return 4 + 4 * Math.ceil(recordBytes / 4);
}

/** The bytes that were taken; `undefined` when the queue is closed and empty. */
export type TakenRecord = Uint8Array<ArrayBuffer> | undefined;

/** What a thread does in its turn, which it ends. */
export type Attempt<T> = () => Look<T>;

export class QueueCells {
  readonly capacity: number;
  readonly recordBytes: number;
  readonly waiters: Waiters;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #bytes: Uint8Array<SharedArrayBuffer>;
  readonly #turn: MutexWord;
  readonly #slotBytes: number;
  /** Where places start anew. */
  readonly #lastPlace: number;

  /** `recordBytes` counts for a new queue. */
  constructor(place: Place, owner: number, recordBytes: number) {
    const { buffer, byteOffset, sizeBytes, isNew, bells } = place;
    this.#cells = new Int32Array(buffer, byteOffset, sizeBytes / 4);
    this.#bytes = new Uint8Array(buffer, byteOffset, sizeBytes);
    this.waiters = new Waiters(this.#cells, bells);
    this.#turn = new MutexWord(this.#cells, owner, this.waiters);
    if (isNew) Atomics.store(this.#cells, At.RECORD_BYTES, recordBytes);
    this.recordBytes = Atomics.load(this.#cells, At.RECORD_BYTES);
    this.#slotBytes = toSlotBytes(this.recordBytes);
    this.capacity = (sizeBytes - SLOTS_OFFSET_BYTES) / this.#slotBytes;
    this.#lastPlace = this.capacity * Math.floor((2 ** 31 - 1) / this.capacity);
  }

  get isClosed(): boolean {
    return Atomics.load(this.#cells, At.CLOSED) === 1;
  }

  /** How many records there are at this moment. */
  get length(): number {
    for (;;) {
      const head = Atomics.load(this.#cells, At.HEAD);
      const tail = Atomics.load(this.#cells, At.TAIL);
      // With the same head before and after, both were so when the tail was read.
      if (Atomics.load(this.#cells, At.HEAD) === head) return this.#distance(head, tail);
    }
  }

  /** Puts `record`, or names the word whose change makes another look worthwhile; `false`: closed. */
  readonly put = (record: Uint8Array): Look<boolean> => {
    if (this.isClosed) return this.#leave({ result: false });
    const tail = Atomics.load(this.#cells, At.TAIL);
    const length = this.#distance(Atomics.load(this.#cells, At.HEAD), tail);
    if (length === this.capacity) return this.#leave(this.#watch(At.ROOM, false));
    const offset = this.#toOffset(tail);
    this.#cells[offset / 4] = record.length;
    this.#bytes.set(record, offset + 4);
    // The record is in the queue from here on.
    Atomics.store(this.#cells, At.TAIL, this.#next(tail));
    this.#turn.unlock();
    this.#tell(At.ITEMS);
    return { result: true };
  };

  /** Takes the oldest record, or names the word whose change makes another look worthwhile. */
  readonly take = (): Look<TakenRecord> => {
    const head = Atomics.load(this.#cells, At.HEAD);
    if (head === Atomics.load(this.#cells, At.TAIL)) {
      return this.#leave(this.#watch(At.ITEMS, undefined));
    }
    const offset = this.#toOffset(head);
    const from = offset + 4;
    const result = this.#bytes.slice(from, from + this.#cells[offset / 4]!);
    // The record is this thread's from here on, and its slot free.
    Atomics.store(this.#cells, At.HEAD, this.#next(head));
    this.#turn.unlock();
    this.#tell(At.ROOM);
    return { result };
  };

  /** Does `attempt` if nobody else is at the queue just now. */
  attempt<T>(attempt: Attempt<T>): T | undefined {
    if (this.#turn.take() === Taken.NOT) return undefined;
    const found = attempt();
    return 'result' in found ? found.result : undefined;
  }

  /** Does `attempt` in its turn, or names the word whose change makes another look worthwhile. */
  look<T>(attempt: Attempt<T>): Look<T> {
    const turn = this.#turn.look();
    return 'result' in turn ? attempt() : turn;
  }

  /** Blocks until `attempt` has a result; `undefined` if `end` on the monotonic clock came first. */
  block<T>(attempt: Attempt<T>, end: number): { readonly result: T } | undefined {
    for (;;) {
      if (this.#turn.lock(end) === Taken.NOT) return undefined;
      const found = attempt();
      if ('result' in found) return found;
      const leftMs = end === Infinity ? Infinity : Math.max(end - performance.now(), 0);
      const woken = Atomics.wait(this.#cells, found.index, found.word as number, leftMs);
      if (woken === 'timed-out') return undefined;
    }
  }

  /** Takes no more records in. Needs no turn: who has it either saw this or came before. */
  close(): void {
    Atomics.store(this.#cells, At.CLOSED, 1);
    this.#tellAll();
  }

  /** Ends the turn of a thread that died, and wakes those whom it can have left asleep. */
  abandon(owner: number): void {
    this.#turn.abandon(owner);
    this.#tellAll();
  }

  #leave<T>(found: T): T {
    this.#turn.unlock();
    return found;
  }

  /** Leaves word in an epoch that somebody waits for its change; a closed queue has `atEnd`. */
  #watch<T>(index: At.ITEMS | At.ROOM, atEnd: T): Look<T> {
    const word = Atomics.or(this.#cells, index, Epoch.WAITED) | Epoch.WAITED;
    // Asked after the flag is set: a queue closed before it would change the epoch no more.
    return this.isClosed ? { result: atEnd } : { cells: this.#cells, index, word };
  }

  #tell(index: At.ITEMS | At.ROOM): void {
    if (Atomics.load(this.#cells, index) & Epoch.WAITED) this.#advance(index);
  }

  #tellAll(): void {
    this.#advance(At.ITEMS);
    this.#advance(At.ROOM);
  }

  #advance(index: At.ITEMS | At.ROOM): void {
    Atomics.add(this.#cells, index, Epoch.STEP);
    Atomics.and(this.#cells, index, ~Epoch.WAITED);
    this.waiters.wake(this.#cells, index);
  }

  #distance(head: number, tail: number): number {
    return tail >= head ? tail - head : tail - head + this.#lastPlace;
  }

  #next(place: number): number {
    return place + 1 === this.#lastPlace ? 0 : place + 1;
  }

  #toOffset(place: number): number {
    return SLOTS_OFFSET_BYTES + (place % this.capacity) * this.#slotBytes;
  }
}
