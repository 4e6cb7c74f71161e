import { InterlockedError } from '../errors.js';
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
 * An increment is one fetch-and-add on the narrow word, without a look before it. One that was
 * under way while the value moved lands on a word that has MOVED set. Such strays only ever add,
 * so the narrow word's payload grows with each: those that landed below the origin's payload are
 * part of the origin and have happened; the others have not, and start again on the wide word.
 */

/** Indexes of 32-bit words. */
export const NARROW = 4;
const ORIGIN = 5;
/** Index of a 64-bit word. */
const WIDE = 3;

const MOVED = -0x8000_0000;
/** Somebody waits for a change of the narrow word. */
const WATCHED = 0x4000_0000;
const PAYLOAD = 0x3fff_ffff;
/** What a payload is above its value, so that payloads are never negative. */
export const BIAS = 2 ** 26;
/**
 * Payloads from here on are moved to the wide word. The 16 million above it are for increments
 * that other threads have under way meanwhile: they must not reach the flags.
 */
export const LIMIT = 0x3f00_0000;

/** In the wide word, below the value: somebody waits for its change. */
const WIDE_WATCHED = 1n;
/** Sets a filled wide word apart from an empty one. */
const FILLED = 2n;
const WIDE_SHIFT = 2n;

const toValue = (word: number) => (word & PAYLOAD) - BIAS;
const toWide = (value: number) => (BigInt(value) << WIDE_SHIFT) | FILLED;
const fromWide = (word: bigint) => Number(word >> WIDE_SHIFT);

export class CounterCells {
  readonly narrow: Int32Array<SharedArrayBuffer>;
  readonly #wide: BigInt64Array<SharedArrayBuffer>;
  readonly #min: number;
  readonly #max: number;
  /** The bounds as payloads, cut to what the narrow word may hold. */
  readonly #minPayload: number;
  readonly #maxPayload: number;

  constructor(buffer: SharedArrayBuffer, byteOffset: number, min: number, max: number) {
    this.narrow = new Int32Array(buffer, byteOffset, 6);
    this.#wide = new BigInt64Array(buffer, byteOffset, 4);
    this.#min = min;
    this.#max = max;
    this.#minPayload = Math.max(min + BIAS, 0);
    this.#maxPayload = Math.min(max + BIAS, LIMIT - 1);
  }

  /** Whether the value still is in the narrow word. */
  get isNarrow(): boolean {
    return Atomics.load(this.narrow, NARROW) >= 0;
  }

  initialise(value: number): void {
    Atomics.store(this.narrow, NARROW, BIAS);
    this.replace(() => value);
  }

  load(): number {
    const seen = Atomics.load(this.narrow, NARROW);
    return seen < 0 ? fromWide(this.#wideWord()) : toValue(seen);
  }

  /** Adds and answers the value before it. */
  add(delta: number): number {
    // A plain read suffices: a value that is not current fails the exchange.
    const seen = this.narrow[NARROW] ?? 0;
    const wanted = seen + delta;
    const fits = seen >>> 0 < LIMIT && wanted >= this.#minPayload && wanted <= this.#maxPayload;
    if (fits && Atomics.compareExchange(this.narrow, NARROW, seen, wanted) === seen) {
      return seen - BIAS;
    }
    return this.replace((value) => value + delta);
  }

  /** Replaces the value by what `next` makes of it, and answers the value before. */
  replace(next: (value: number) => number): number {
    for (;;) {
      const seen = Atomics.load(this.narrow, NARROW);
      if (seen < 0) return this.#replaceWide(next);
      const value = toValue(seen);
      const wanted = this.#checkNext(value, next(value));
      if (wanted === value) return value;
      if (wanted + BIAS < 0 || wanted + BIAS >= LIMIT) this.#move(seen);
      // The replacement takes effect here.
      else if (Atomics.compareExchange(this.narrow, NARROW, seen, wanted + BIAS) === seen) {
        if (seen & WATCHED) Atomics.notify(this.narrow, NARROW);
        return value;
      }
    }
  }

  /**
   * Finishes a fetch-and-add of 1 that found `seen` in the narrow word: answers the value before
   * it, or `undefined` if it came too late and has not happened.
   */
  settleIncrement(seen: number): number | undefined {
    if (seen < 0) return (seen & PAYLOAD) < this.#origin() ? toValue(seen) : undefined;
    if (seen & WATCHED) {
      Atomics.and(this.narrow, NARROW, ~WATCHED);
      Atomics.notify(this.narrow, NARROW);
    }
    this.#moveBeyondLimit();
    return toValue(seen);
  }

  /** Looks for a value that `accepts` takes, and leaves word that somebody waits if there is none. */
  look(accepts: (value: number) => boolean): Look<number> {
    for (;;) {
      const seen = Atomics.load(this.narrow, NARROW);
      if (seen < 0) return this.#lookWide(accepts);
      const value = toValue(seen);
      if (accepts(value)) return { result: value };
      const word = seen | WATCHED;
      if (Atomics.compareExchange(this.narrow, NARROW, seen, word) === seen) {
        return { cells: this.narrow, index: NARROW, word };
      }
    }
  }

  #lookWide(accepts: (value: number) => boolean): Look<number> {
    for (;;) {
      const seen = this.#wideWord();
      const value = fromWide(seen);
      if (accepts(value)) return { result: value };
      const word = seen | WIDE_WATCHED;
      if (Atomics.compareExchange(this.#wide, WIDE, seen, word) === seen) {
        return { cells: this.#wide, index: WIDE, word };
      }
    }
  }

  #replaceWide(next: (value: number) => number): number {
    for (;;) {
      const seen = this.#wideWord();
      const value = fromWide(seen);
      const wanted = this.#checkNext(value, next(value));
      if (wanted === value) return value;
      if (Atomics.compareExchange(this.#wide, WIDE, seen, toWide(wanted)) === seen) {
        if (seen & WIDE_WATCHED) Atomics.notify(this.#wide, WIDE);
        return value;
      }
    }
  }

  #moveBeyondLimit(): void {
    for (;;) {
      const seen = Atomics.load(this.narrow, NARROW);
      if (seen < 0 || (seen & PAYLOAD) < LIMIT || this.#move(seen)) return;
    }
  }

  /** Begins the move of exactly the value in `seen`; fails if that is no longer the value. */
  #move(seen: number): boolean {
    const moved = (seen & PAYLOAD) | MOVED;
    if (Atomics.compareExchange(this.narrow, NARROW, seen, moved) !== seen) return false;
    if (seen & WATCHED) Atomics.notify(this.narrow, NARROW);
    return true;
  }

  /** The payload with which the value left the narrow word; only to be asked once MOVED is set. */
  #origin(): number {
    const found = Atomics.load(this.narrow, ORIGIN);
    if (found !== 0) return found - 1;
    const payload = Atomics.load(this.narrow, NARROW) & PAYLOAD;
    const earlier = Atomics.compareExchange(this.narrow, ORIGIN, 0, payload + 1);
    return earlier === 0 ? payload : earlier - 1;
  }

  #wideWord(): bigint {
    const found = Atomics.load(this.#wide, WIDE);
    if (found !== 0n) return found;
    const start = toWide(this.#origin() - BIAS);
    const earlier = Atomics.compareExchange(this.#wide, WIDE, 0n, start);
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
