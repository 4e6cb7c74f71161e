import { InterlockedError } from '../errors.js';
import type { Waiters } from './shared-waiters.js';
import type { Look } from './shared-watch.js';

/*
 * | word                         | meaning                                                    |
 * | ---------------------------- | ---------------------------------------------------------- |
 * | 0                            | free                                                       |
 * | owner                        | held                                                       |
 * | owner, WAITED                | held, and somebody may wait for a notification             |
 * | ABANDONED                    | free, and the last owner died while it held the lock       |
 * | ABANDONED, WAITED            | the same, and somebody may wait                            |
 *
 * Owner and flags are one word, so there is no moment in which the lock is taken and nobody knows
 * by whom. Whoever takes the lock after having blocked sets WAITED, because others may still block;
 * whoever frees it wakes one of them, and all who wait without blocking. Drepper, "Futexes Are
 * Tricky" (2011), with the owner as in the robust futexes of Linux.
 *
 * A thread that died may have taken a wake-up with it. So a death wakes all who wait.
 */

const enum At {
  WORD = 4,
}

const enum Mutex {
  FREE = 0,
  OWNER = 0x3fff_ffff,
  ABANDONED = 0x4000_0000,
  WAITED = -0x8000_0000,
}

/** How an attempt to take the lock went. */
export const enum Taken {
  NOT,
  CLEAN,
  /** The owner before died while it held the lock. */
  ABANDONED,
}

export class MutexWord {
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #owner: number;
  readonly #waiters: Waiters;

  constructor(cells: Int32Array<SharedArrayBuffer>, owner: number, waiters: Waiters) {
    this.#cells = cells;
    this.#owner = owner;
    this.#waiters = waiters;
  }

  get isLocked(): boolean {
    return (Atomics.load(this.#cells, At.WORD) & Mutex.OWNER) !== 0;
  }

  /** Whether this thread holds it, in whatever task. */
  get isOwn(): boolean {
    return (Atomics.load(this.#cells, At.WORD) & Mutex.OWNER) === this.#owner;
  }

  /** Takes the lock if it is free and was not abandoned. */
  takeFree(): boolean {
    // The lock is taken here.
    return Atomics.compareExchange(this.#cells, At.WORD, Mutex.FREE, this.#owner) === Mutex.FREE;
  }

  /** Takes the lock if it is free; `flag` is kept in the word with the owner. */
  take(flag: 0 | Mutex.WAITED = 0): Taken {
    for (;;) {
      const seen = Atomics.load(this.#cells, At.WORD);
      if ((seen & Mutex.OWNER) !== 0) return Taken.NOT;
      const taken = this.#owner | (seen & Mutex.WAITED) | flag;
      if (Atomics.compareExchange(this.#cells, At.WORD, seen, taken) === seen) {
        return seen & Mutex.ABANDONED ? Taken.ABANDONED : Taken.CLEAN;
      }
    }
  }

  /** Blocks until the lock is taken; `NOT` if `end` on the monotonic clock came first. */
  lock(end: number): Taken {
    for (let hasWaited = false; ; hasWaited = true) {
      const found = this.look(hasWaited);
      if ('result' in found) return found.result;
      const leftMs = end === Infinity ? Infinity : Math.max(end - performance.now(), 0);
      const woken = Atomics.wait(this.#cells, At.WORD, found.word as number, leftMs);
      if (woken === 'timed-out') return this.take(Mutex.WAITED);
    }
  }

  /** Takes the lock, or leaves word that somebody waits; others may block if one `hasWaited`. */
  look(hasWaited = false): Look<Taken> {
    for (;;) {
      const taken = this.take(hasWaited ? Mutex.WAITED : 0);
      if (taken !== Taken.NOT) return { result: taken };
      const seen = Atomics.load(this.#cells, At.WORD);
      const word = seen | Mutex.WAITED;
      const isHeld = (seen & Mutex.OWNER) !== 0;
      if (isHeld && Atomics.compareExchange(this.#cells, At.WORD, seen, word) === seen) {
        return { cells: this.#cells, index: At.WORD, word };
      }
    }
  }

  unlock(): void {
    // The lock is free from here on.
    const found = Atomics.compareExchange(this.#cells, At.WORD, this.#owner, Mutex.FREE);
    if (found !== this.#owner) this.#unlockWaited(found);
  }

  /** Frees the lock if a thread that died holds it, and wakes all who wait. */
  abandon(owner: number): boolean {
    let seen = Atomics.load(this.#cells, At.WORD);
    while ((seen & Mutex.OWNER) === owner) {
      const found = Atomics.compareExchange(this.#cells, At.WORD, seen, Mutex.ABANDONED);
      if (found === seen) break;
      seen = found;
    }
    this.#waiters.wakeAfterDeath(this.#cells, At.WORD);
    return (seen & Mutex.OWNER) === owner;
  }

  #unlockWaited(found: number): void {
    const isOwn = (found & Mutex.OWNER) === this.#owner;
    // Only the flag can have been added, and nobody takes it back while the lock is held.
    if (!isOwn || Atomics.compareExchange(this.#cells, At.WORD, found, Mutex.FREE) !== found) {
      throw new InterlockedError(
        'ERR_NOT_HELD',
        'This thread was declared dead while it held the lock, and the lock was given to others. ' +
          'Declare only threads dead that have ended.',
      );
    }
    this.#waiters.wake(this.#cells, At.WORD, 1);
  }
}
