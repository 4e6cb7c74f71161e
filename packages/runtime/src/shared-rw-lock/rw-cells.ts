import { InterlockedError } from '../errors.js';
import { MutexWord, Taken } from '../internal/shared-mutex-word.js';
import type { Waiters } from '../internal/shared-waiters.js';
import type { Look } from '../internal/shared-watch.js';

/*
 * Everybody enters through one gate, a mutex that survives its holder's death. A reader takes a
 * cell, which then has its id, and leaves the gate at once. A writer stays in the gate: it waits
 * until all cells are free, writes, and only then leaves. So a writer that waits keeps new readers
 * out, and a reader that waits for the gate comes before the next writer as often as not.
 *
 * Each reader that leaves changes the epoch. The writer waits for a change of the epoch that it
 * read before it looked at the cells.
 *
 * WRITING is set from a writer's entry to its exit. A holder that finds it set knows that the
 * writer died in between; it stays set until another writer has set things right and left.
 */

const enum At {
  EPOCH = 6,
  WRITING = 7,
  FIRST_READER = 8,
}

/** Bytes of the header, the gate, the epoch and the mark of a writer. */
export const READERS_OFFSET_BYTES = 4 * At.FIRST_READER;

/** What somebody holds: a reader's cell or, without one, the gate. */
export interface Entered {
  readonly cell: number | undefined;
  /** Whether the last writer died while it wrote. */
  readonly abandoned: boolean;
}

export class RwCells {
  readonly gate: MutexWord;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #owner: number;
  readonly #waiters: Waiters;

  constructor(cells: Int32Array<SharedArrayBuffer>, owner: number, waiters: Waiters) {
    this.#cells = cells;
    this.#owner = owner;
    this.#waiters = waiters;
    this.gate = new MutexWord(cells, owner, waiters);
  }

  /** Whether this thread reads, in whatever task. */
  get isReadingHere(): boolean {
    return this.#findReader((owner) => owner === this.#owner) !== undefined;
  }

  tryRead(): Entered | undefined {
    return this.gate.take() === Taken.NOT ? undefined : this.#enterRead();
  }

  tryWrite(): Entered | undefined {
    if (this.gate.take() === Taken.NOT) return undefined;
    const entered = this.#enterWrite();
    if (!entered) this.gate.unlock();
    return entered;
  }

  /** Blocks until it may read; `undefined` if `end` on the monotonic clock came first. */
  lockRead(end: number): Entered | undefined {
    for (;;) {
      if (this.gate.lock(end) === Taken.NOT) return undefined;
      const epoch = Atomics.load(this.#cells, At.EPOCH);
      const entered = this.#enterRead();
      if (entered) return entered;
      if (this.#waitForEpoch(epoch, end) === 'timed-out') return undefined;
    }
  }

  /** Blocks until it may write; `undefined` if `end` on the monotonic clock came first. */
  lockWrite(end: number): Entered | undefined {
    if (this.gate.lock(end) === Taken.NOT) return undefined;
    for (;;) {
      const epoch = Atomics.load(this.#cells, At.EPOCH);
      const entered = this.#enterWrite();
      if (entered) return entered;
      if (this.#waitForEpoch(epoch, end) !== 'timed-out') continue;
      this.gate.unlock();
      return undefined;
    }
  }

  /** Enters to read, or names the word whose change makes another look worthwhile. */
  lookRead(): Look<Entered> {
    const gate = this.gate.look();
    if (!('result' in gate)) return gate;
    const word = Atomics.load(this.#cells, At.EPOCH);
    const result = this.#enterRead();
    return result ? { result } : { cells: this.#cells, index: At.EPOCH, word };
  }

  /** A look that enters to write, gate first, and what gives back the gate if the wait is given up. */
  toWriter(): { readonly look: () => Look<Entered>; readonly leaveGate: () => void } {
    let hasGate = false;
    const look = () => {
      const gate = hasGate ? undefined : this.gate.look();
      if (gate && !('result' in gate)) return gate;
      hasGate = true;
      const word = Atomics.load(this.#cells, At.EPOCH);
      const result = this.#enterWrite();
      return result ? { result } : { cells: this.#cells, index: At.EPOCH, word };
    };
    return { look, leaveGate: () => void (hasGate && this.gate.unlock()) };
  }

  leave({ cell }: Entered): void {
    if (cell === undefined) return this.#leaveWrite();
    const found = Atomics.compareExchange(this.#cells, cell, this.#owner, 0);
    this.#tellAll();
    if (found !== this.#owner) throw notHeld();
  }

  /** Frees what a thread holds that died; answers whether it held anything. */
  abandon(owner: number): boolean {
    let isFound = false;
    for (let cell: number = At.FIRST_READER; cell < this.#cells.length; cell++) {
      if (Atomics.compareExchange(this.#cells, cell, owner, 0) === owner) isFound = true;
    }
    isFound = this.gate.abandon(owner) || isFound;
    this.#tellAll();
    return isFound;
  }

  /** Takes a reader's cell and leaves the gate. */
  #enterRead(): Entered | undefined {
    const cell = this.#findReader((owner) => owner === 0);
    if (cell !== undefined) Atomics.store(this.#cells, cell, this.#owner);
    const abandoned = Atomics.load(this.#cells, At.WRITING) === 1;
    this.gate.unlock();
    return cell === undefined ? undefined : { cell, abandoned };
  }

  /** Begins to write if nobody reads; keeps the gate in either case. */
  #enterWrite(): Entered | undefined {
    if (this.#findReader((owner) => owner !== 0) !== undefined) return undefined;
    return { cell: undefined, abandoned: Atomics.exchange(this.#cells, At.WRITING, 1) === 1 };
  }

  #leaveWrite(): void {
    if (this.gate.isOwn) Atomics.store(this.#cells, At.WRITING, 0);
    this.gate.unlock();
  }

  #findReader(accepts: (owner: number) => boolean): number | undefined {
    for (let cell: number = At.FIRST_READER; cell < this.#cells.length; cell++) {
      if (accepts(Atomics.load(this.#cells, cell))) return cell;
    }
    return undefined;
  }

  #waitForEpoch(epoch: number, end: number): 'ok' | 'not-equal' | 'timed-out' {
    const leftMs = end === Infinity ? Infinity : Math.max(end - performance.now(), 0);
    return Atomics.wait(this.#cells, At.EPOCH, epoch, leftMs);
  }

  #tellAll(): void {
    Atomics.add(this.#cells, At.EPOCH, 1);
    this.#waiters.wake(this.#cells, At.EPOCH);
  }
}

function notHeld(): InterlockedError {
  return new InterlockedError(
    'ERR_NOT_HELD',
    'This thread was declared dead while it read, and its hold was given back for it. ' +
      'Declare only threads dead that have ended.',
  );
}
