import { AtomicCounter } from '@interlocked/runtime/shared';

/**
 * How often products were shown, counted by several workers.
 *
 * @typedef {object} Hits
 * @property {() => void} count one more
 * @property {() => number} read all of them
 * @property {unknown} handle what a worker joins them by
 */

/** Counts in a plain cell: two workers that read the same number both write the next one. */
export class PlainHits {
  #cells;

  /** @param {SharedArrayBuffer} buffer */
  constructor(buffer = new SharedArrayBuffer(4)) {
    this.handle = buffer;
    this.#cells = new Int32Array(buffer);
  }

  count() {
    // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- the race that is shown
    this.#cells[0] = (this.#cells[0] ?? 0) + 1;
  }

  read() {
    return Atomics.load(this.#cells, 0);
  }
}

/** Counts in an `AtomicCounter`: each count is one step that nothing comes between. */
export class AtomicHits {
  #counter;

  /** @param {AtomicCounter['handle']} [handle] */
  constructor(handle) {
    this.#counter = handle ? AtomicCounter.from(handle) : new AtomicCounter();
    this.handle = this.#counter.handle;
  }

  count() {
    this.#counter.increment();
  }

  read() {
    return this.#counter.value;
  }
}

/** The two ways to count, by what the server is started with. */
export const ways = { plain: PlainHits, atomic: AtomicHits };
