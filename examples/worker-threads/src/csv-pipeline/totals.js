import { AtomicCounter, createShared, joinShared } from '@interlocked/runtime/shared';

/** The regions of the sales, in the order of their cells. */
export const regions = /** @type {const} */ (['north', 'east', 'south', 'west']);

/** @typedef {(typeof regions)[number]} Region */

const layout = {
  north: AtomicCounter,
  east: AtomicCounter,
  south: AtomicCounter,
  west: AtomicCounter,
};

/**
 * What a line of `day,region,pieces,price in cents` adds to the sum of its region.
 *
 * @param {string} line
 */
export function toCents(line) {
  const [, , pieces, cents] = line.split(',');
  return Number(pieces) * Number(cents);
}

/** Sums in plain cells: of two workers that add to one sum at once, one is overwritten. */
export class PlainTotals {
  #cells;

  /** @param {SharedArrayBuffer} buffer */
  constructor(buffer = new SharedArrayBuffer(8 * regions.length)) {
    this.handle = buffer;
    this.#cells = new Float64Array(buffer);
  }

  /**
   * @param {Region} region
   * @param {string} line
   */
  add(region, line) {
    const at = regions.indexOf(region);
    const before = this.#cells[at] ?? 0;
    this.#cells[at] = before + toCents(line);
  }

  read() {
    return Object.fromEntries(regions.map((region, at) => [region, this.#cells[at]]));
  }
}

/** A counter for each sum, all in one piece of shared memory. */
export class AtomicTotals {
  #parts;

  /** @param {import('@interlocked/runtime/shared').SharedLayoutHandle} [joined] */
  constructor(joined) {
    if (joined) {
      this.handle = joined;
      this.#parts = joinShared(layout, joined);
    } else {
      const { parts, handle } = createShared(layout);
      this.handle = handle;
      this.#parts = parts;
    }
  }

  /**
   * @param {Region} region
   * @param {string} line
   */
  add(region, line) {
    this.#parts[region].add(toCents(line));
  }

  read() {
    return Object.fromEntries(regions.map((region) => [region, this.#parts[region].value]));
  }
}

/** The two ways to sum up. */
export const ways = { plain: PlainTotals, atomic: AtomicTotals };
