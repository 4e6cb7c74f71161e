import { AtomicCounter } from '@interlocked/runtime/shared';

/**
 * @typedef {object} Rate
 * @property {number} perSecond how many calls a second go through in the long run
 * @property {number} burst how many go through at once after a pause
 */

/** Microseconds since 1970; `performance.now()` alone begins anew in each worker. */
export function now() {
  return Math.round((performance.timeOrigin + performance.now()) * 1_000);
}

/**
 * A limiter needs one number: the moment from which on all calls of before are forgotten. Each
 * call that goes through moves it on by one interval, to at most a burst ahead of now. (This is
 * the generic cell rate algorithm, of networks.)
 *
 * @param {number} seen
 * @param {number} at
 * @param {Rate} rate
 * @returns {number | undefined} the next such moment, unless the call must not go through
 */
function next(seen, at, { perSecond, burst }) {
  const interval = Math.round(1_000_000 / perSecond);
  const moved = Math.max(seen, at) + interval;
  return moved - at > burst * interval ? undefined : moved;
}

/** Reads and writes: two workers that read the same moment both go through by it. */
export class PlainLimiter {
  #cells;
  #rate;

  /**
   * @param {Rate} rate
   * @param {SharedArrayBuffer} buffer
   */
  constructor(rate, buffer = new SharedArrayBuffer(8)) {
    this.#rate = rate;
    this.handle = buffer;
    this.#cells = new Float64Array(buffer);
  }

  /** Whether a call may go through now. */
  allows(at = now()) {
    const moved = next(this.#cells[0] ?? 0, at, this.#rate);
    if (moved !== undefined) this.#cells[0] = moved;
    return moved !== undefined;
  }
}

/** Goes through only if the moment is still the one that it has read. */
export class AtomicLimiter {
  #moment;
  #rate;

  /**
   * @param {Rate} rate
   * @param {AtomicCounter['handle']} [handle]
   */
  constructor(rate, handle) {
    this.#rate = rate;
    this.#moment = handle ? AtomicCounter.from(handle) : new AtomicCounter();
    this.handle = this.#moment.handle;
  }

  /** Whether a call may go through now. */
  allows(at = now()) {
    for (;;) {
      const seen = this.#moment.value;
      const moved = next(seen, at, this.#rate);
      if (moved === undefined) return false;
      if (this.#moment.compareExchange(seen, moved) === seen) return true;
    }
  }
}

/** The two ways to limit. */
export const ways = { plain: PlainLimiter, atomic: AtomicLimiter };
