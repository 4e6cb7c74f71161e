/**
 * Representations of a 64-bit counter that were measured against the one chosen, each reduced to
 * its increment. They are here to be timed, not to be used: what each lacks is in
 * docs/decisions/atomic-counter-representation.md.
 */

const LOW = 8;
const HIGH = 9;

/** One BigInt cell and a fetch-and-add: cannot refuse to leave the range without being seen. */
export class BigIntAdd {
  #cells;
  constructor(buffer) {
    this.#cells = new BigInt64Array(buffer);
  }
  increment() {
    return Number(Atomics.add(this.#cells, 4, 1n)) + 1;
  }
}

/** One BigInt cell and a compare-and-exchange: right, and what the wide word does. */
export class BigIntExchange {
  #cells;
  constructor(buffer) {
    this.#cells = new BigInt64Array(buffer);
  }
  increment() {
    for (;;) {
      const seen = Atomics.load(this.#cells, 4);
      const next = seen + 1n;
      if (Atomics.compareExchange(this.#cells, 4, seen, next) === seen) return Number(next);
    }
  }
}

/** A 32-bit cell and a compare-and-exchange, begun by a plain read: right within 32 bits. */
export class Int32Exchange {
  #cells;
  constructor(buffer) {
    this.#cells = new Int32Array(buffer);
  }
  increment() {
    for (;;) {
      const seen = this.#cells[LOW];
      const next = (seen + 1) | 0;
      if (Atomics.compareExchange(this.#cells, LOW, seen, next) === seen) return next;
    }
  }
}

/** Low and high word: whoever carries does so in a second step, so others read a torn value. */
export class LowAndHigh {
  #cells;
  constructor(buffer) {
    this.#cells = new Int32Array(buffer);
  }
  increment() {
    const low = (Atomics.add(this.#cells, LOW, 1) + 1) >>> 0;
    const high =
      low === 0 ? Atomics.add(this.#cells, HIGH, 1) + 1 : Atomics.load(this.#cells, HIGH);
    return high * 2 ** 32 + low;
  }
}

export class Int32Add {
  #cells;
  constructor(buffer) {
    this.#cells = new Int32Array(buffer);
  }
  increment() {
    return Atomics.add(this.#cells, LOW, 1) + 1;
  }
}

export const alternatives = { Int32Add, Int32Exchange, BigIntAdd, BigIntExchange, LowAndHigh };
