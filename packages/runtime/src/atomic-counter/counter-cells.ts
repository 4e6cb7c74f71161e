import { InterlockedError } from '../errors.js';
import { Waiters } from '../internal/shared-waiters.js';
import type { Place } from '../internal/shared-place.js';
import type { Look } from '../internal/shared-watch.js';

/*
 * A counter of 54 bits on words that are changed one at a time, and never read torn: at every
 * moment exactly one word holds the whole value.
 *
 * | narrow word                         | the value is in                                    |
 * | ----------------------------------- | -------------------------------------------------- |
 * | bit 31 clear                        | the narrow word: bits 0-29 less BIAS               |
 * | bit 31 (MOVED) set, origin empty    | nobody's hands yet: whoever comes fills the origin |
 * | MOVED set, wide word empty          | the origin                                         |
 * | MOVED set, wide word filled         | the wide word                                      |
 *
 * The value moves at most once, when it leaves what the narrow word can hold, and never returns.
 * Every step of the move can be done by whoever finds it undone, so a thread that dies within it
 * holds up nobody.
 *
 * A small addition is one fetch-and-add on the narrow word, without a look before it. One that was
 * under way while the value moved lands on a word that has MOVED set. Such strays only ever add,
 * so the narrow word's payload grows with each: those that landed below the origin's payload are
 * part of the origin and have happened; the others have not, and start again on the wide word.
 */

/** Where the words are: indexes of 32 bits, and for the wide word of 64. */
export const enum At {
  NARROW = 4,
  ORIGIN = 5,
  WIDE = 3,
}

// An enum, because a build writes its numbers where they are used. A constant of the module would
// be read from memory in each increment.
export const enum Narrow {
  MOVED = -0x8000_0000,
  /** Somebody waits for a change of the narrow word. */
  WATCHED = 0x4000_0000,
  PAYLOAD = 0x3fff_ffff,
  /** What a payload is above its value, so that payloads are never negative. */
  BIAS = 0x400_0000,
  /**
   * Payloads from here on are moved to the wide word. The 16 million above it are for additions
   * that other threads have under way meanwhile: they must not reach the flags.
   */
  LIMIT = 0x3f00_0000,
  /** The largest addition that needs no look before it: 4,096 threads may be about to make one. */
  SMALL = 0xfff,
}

/**
 * The wide word is the value itself in its low 56 bits, as long as that is neither 0, which means
 * that the word is empty, nor watched; the flags are above it.
 */
const WIDE_ZERO = 2n ** 60n;
const WIDE_WATCHED = 2n ** 61n;
const VALUE_BITS = 56;

const toValue = (word: number) => (word & Narrow.PAYLOAD) - Narrow.BIAS;

function toWide(value: number): bigint {
  return value === 0 ? WIDE_ZERO : BigInt(value);
}

function fromWide(word: bigint): number {
  const value = Number(word);
  return Number.isSafeInteger(value) ? value : Number(BigInt.asIntN(VALUE_BITS, word));
}

export class CounterCells {
  readonly narrow: Int32Array<SharedArrayBuffer>;
  readonly waiters: Waiters;
  readonly #wide: BigInt64Array<SharedArrayBuffer>;
  readonly #min: number;
  readonly #max: number;

  constructor({ buffer, byteOffset, bells }: Place, min: number, max: number) {
    this.narrow = new Int32Array(buffer, byteOffset, 6);
    this.waiters = new Waiters(this.narrow, bells);
    this.#wide = new BigInt64Array(buffer, byteOffset, 4);
    this.#min = min;
    this.#max = max;
  }

  /** Whether the value still is in the narrow word. */
  get isNarrow(): boolean {
    return Atomics.load(this.narrow, At.NARROW) >= 0;
  }

  initialise(value: number): void {
    Atomics.store(this.narrow, At.NARROW, Narrow.BIAS);
    this.replace(() => value);
  }

  load(): number {
    const seen = Atomics.load(this.narrow, At.NARROW);
    return seen < 0 ? fromWide(this.#wideWord()) : toValue(seen);
  }

  /** Adds and answers the value before it. */
  add(delta: number): number {
    return this.isNarrow ? this.replace((value) => value + delta) : this.#addWide(delta);
  }

  /** Replaces the value by what `next` makes of it, and answers the value before. */
  replace(next: (value: number) => number): number {
    for (;;) {
      const seen = Atomics.load(this.narrow, At.NARROW);
      if (seen < 0) return this.#replaceWide(next);
      const value = toValue(seen);
      const wanted = this.#checkNext(value, next(value));
      if (wanted === value) return value;
      if (wanted + Narrow.BIAS < 0 || wanted + Narrow.BIAS >= Narrow.LIMIT) this.#move(seen);
      // The replacement takes effect here.
      else if (
        Atomics.compareExchange(this.narrow, At.NARROW, seen, wanted + Narrow.BIAS) === seen
      ) {
        if (seen & Narrow.WATCHED) this.waiters.ring();
        return value;
      }
    }
  }

  /**
   * Finishes a fetch-and-add that found `seen` in the narrow word: answers the value before it, or
   * `undefined` if it came too late and has not happened.
   */
  settle(seen: number): number | undefined {
    if (seen < 0) return (seen & Narrow.PAYLOAD) < this.#origin() ? toValue(seen) : undefined;
    if (seen & Narrow.WATCHED) {
      Atomics.and(this.narrow, At.NARROW, ~Narrow.WATCHED);
      this.waiters.ring();
    }
    this.#moveBeyondLimit();
    return toValue(seen);
  }

  /** Looks for a value that `accepts` takes, and leaves word that somebody waits if there is none. */
  look(accepts: (value: number) => boolean): Look<number> {
    for (;;) {
      const seen = Atomics.load(this.narrow, At.NARROW);
      if (seen < 0) return this.#lookWide(accepts);
      const value = toValue(seen);
      if (accepts(value)) return { result: value };
      const word = seen | Narrow.WATCHED;
      if (Atomics.compareExchange(this.narrow, At.NARROW, seen, word) === seen) {
        return { cells: this.narrow, index: At.NARROW, word };
      }
    }
  }

  #lookWide(accepts: (value: number) => boolean): Look<number> {
    for (;;) {
      const seen = this.#wideWord();
      const value = fromWide(seen);
      if (accepts(value)) return { result: value };
      const word = BigInt.asUintN(VALUE_BITS, seen) | WIDE_WATCHED;
      if (Atomics.compareExchange(this.#wide, At.WIDE, seen, word) === seen) {
        return { cells: this.#wide, index: At.WIDE, word };
      }
    }
  }

  #addWide(delta: number): number {
    const seen = Atomics.load(this.#wide, At.WIDE);
    const value = Number(seen);
    const next = value + delta;
    // Neither empty, nor flagged, nor about to be: what remains is the value as it is.
    const isPlain = Number.isSafeInteger(value) && value !== 0 && next !== 0;
    if (isPlain && next >= this.#min && next <= this.#max) {
      // Making a BigInt of a number takes longer than all the rest of this, so 1 has one ready.
      const word = seen + (delta === 1 ? 1n : BigInt(delta));
      if (Atomics.compareExchange(this.#wide, At.WIDE, seen, word) === seen) return value;
    }
    return this.#replaceWide((found) => found + delta);
  }

  #replaceWide(next: (value: number) => number): number {
    for (;;) {
      const seen = this.#wideWord();
      const value = fromWide(seen);
      const wanted = this.#checkNext(value, next(value));
      if (wanted === value) return value;
      if (Atomics.compareExchange(this.#wide, At.WIDE, seen, toWide(wanted)) === seen) {
        if (seen >= WIDE_WATCHED) this.waiters.ring();
        return value;
      }
    }
  }

  #moveBeyondLimit(): void {
    for (;;) {
      const seen = Atomics.load(this.narrow, At.NARROW);
      if (seen < 0 || (seen & Narrow.PAYLOAD) < Narrow.LIMIT || this.#move(seen)) return;
    }
  }

  /** Begins the move of exactly the value in `seen`; fails if that is no longer the value. */
  #move(seen: number): boolean {
    const moved = (seen & Narrow.PAYLOAD) | Narrow.MOVED;
    if (Atomics.compareExchange(this.narrow, At.NARROW, seen, moved) !== seen) return false;
    if (seen & Narrow.WATCHED) this.waiters.ring();
    return true;
  }

  /** The payload with which the value left the narrow word; only to be asked once MOVED is set. */
  #origin(): number {
    const found = Atomics.load(this.narrow, At.ORIGIN);
    if (found !== 0) return found - 1;
    const payload = Atomics.load(this.narrow, At.NARROW) & Narrow.PAYLOAD;
    const earlier = Atomics.compareExchange(this.narrow, At.ORIGIN, 0, payload + 1);
    return earlier === 0 ? payload : earlier - 1;
  }

  #wideWord(): bigint {
    const found = Atomics.load(this.#wide, At.WIDE);
    if (found !== 0n) return found;
    const start = toWide(this.#origin() - Narrow.BIAS);
    const earlier = Atomics.compareExchange(this.#wide, At.WIDE, 0n, start);
    return earlier === 0n ? start : earlier;
  }

  #checkNext(value: number, next: number): number {
    if (next >= this.#min && next <= this.#max) return next;
    throw new InterlockedError(
      'ERR_OUT_OF_RANGE',
      `The counter is at ${value}, and ${next} is outside its range ${this.#min}..${this.#max}. ` +
        'Nothing was changed. Give the counter a wider range, or bring it back before it gets there.',
    );
  }
}
