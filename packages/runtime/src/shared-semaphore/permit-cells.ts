import { InterlockedError } from '../errors.js';
import { MutexWord, Taken } from '../internal/shared-mutex-word.js';
import type { Waiters } from '../internal/shared-waiters.js';
import type { Look } from '../internal/shared-watch.js';

/*
 * Each permit is a cell that holds the id of its owner, or 0. So a permit cannot be taken without
 * it being known by whom, and those of a thread that died can be found.
 *
 * Takers take turns, by a mutex that survives its holder's death too; whoever gives permits back
 * needs no turn. So between a taker's count of free permits and its taking of them there can only
 * become more. Each return of permits changes the epoch; a taker that found too few waits for a
 * change of the epoch that it read before it counted.
 */

const enum At {
  EPOCH = 6,
  FIRST_PERMIT = 8,
}

/** Bytes of the header, the mutex, and the epoch. */
export const PERMITS_OFFSET_BYTES = 4 * At.FIRST_PERMIT;

const enum Permit {
  FREE = 0,
}

/** The permits that were taken, by the indexes of their cells; `undefined` if there were too few. */
export type Permits = readonly number[] | undefined;

export class PermitCells {
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #owner: number;
  readonly #waiters: Waiters;
  readonly #turn: MutexWord;

  constructor(cells: Int32Array<SharedArrayBuffer>, owner: number, waiters: Waiters) {
    this.#cells = cells;
    this.#owner = owner;
    this.#waiters = waiters;
    this.#turn = new MutexWord(cells, owner, waiters);
  }

  get permits(): number {
    return this.#cells.length - At.FIRST_PERMIT;
  }

  /** How many are free at this moment. */
  get available(): number {
    return this.#findFree(this.permits).length;
  }

  /** Takes permits if they are free and nobody else is just taking some. */
  tryTake(weight: number): Permits {
    if (this.#turn.take() === Taken.NOT) return undefined;
    return this.#takeInTurn(weight);
  }

  /** Blocks until permits are taken; `undefined` if `end` on the monotonic clock came first. */
  lock(weight: number, end: number): Permits {
    for (;;) {
      if (this.#turn.lock(end) === Taken.NOT) return undefined;
      const epoch = Atomics.load(this.#cells, At.EPOCH);
      const taken = this.#takeInTurn(weight);
      if (taken) return taken;
      const leftMs = end === Infinity ? Infinity : Math.max(end - performance.now(), 0);
      if (Atomics.wait(this.#cells, At.EPOCH, epoch, leftMs) === 'timed-out') return undefined;
    }
  }

  /** Takes permits, or names the word whose change makes another look worthwhile. */
  look(weight: number): Look<Permits> {
    const turn = this.#turn.look();
    if (!('result' in turn)) return turn;
    const epoch = Atomics.load(this.#cells, At.EPOCH);
    const result = this.#takeInTurn(weight);
    return result ? { result } : { cells: this.#cells, index: At.EPOCH, word: epoch };
  }

  giveBack(permits: readonly number[]): void {
    let isOwn = true;
    for (const index of permits) {
      const seen = Atomics.compareExchange(this.#cells, index, this.#owner, Permit.FREE);
      isOwn &&= seen === this.#owner;
    }
    this.#tellAll();
    if (!isOwn) throw notHeld();
  }

  /** Gives back what a thread holds that died; answers how many permits that were. */
  abandon(owner: number): number {
    let found = 0;
    for (let index: number = At.FIRST_PERMIT; index < this.#cells.length; index++) {
      const seen = Atomics.compareExchange(this.#cells, index, owner, Permit.FREE);
      if (seen === owner) found++;
    }
    this.#turn.abandon(owner);
    this.#tellAll();
    return found;
  }

  #takeInTurn(weight: number): Permits {
    const free = this.#findFree(weight);
    const isEnough = free.length === weight;
    // Taken here, one by one; nobody else takes any meanwhile.
    if (isEnough) for (const index of free) Atomics.store(this.#cells, index, this.#owner);
    this.#turn.unlock();
    return isEnough ? free : undefined;
  }

  /** The first free permits, at most so many. */
  #findFree(most: number): number[] {
    const free: number[] = [];
    for (let index: number = At.FIRST_PERMIT; index < this.#cells.length; index++) {
      if (free.length === most) break;
      if (Atomics.load(this.#cells, index) === Permit.FREE) free.push(index);
    }
    return free;
  }

  #tellAll(): void {
    Atomics.add(this.#cells, At.EPOCH, 1);
    this.#waiters.wake(this.#cells, At.EPOCH);
  }
}

function notHeld(): InterlockedError {
  return new InterlockedError(
    'ERR_NOT_HELD',
    'This thread was declared dead while it held permits, and they were given back for it. ' +
      'Declare only threads dead that have ended.',
  );
}
