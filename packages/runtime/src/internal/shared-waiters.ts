import { Bell, type Bells } from './shared-bells.js';
import { Header } from './shared-header.js';
import type { Look } from './shared-watch.js';

/*
 * Those who wait at one primitive. Some block on one of its words; the others wait on the doorbells
 * of their threads, and a word of its header has a bit for each bell to ring at the next change.
 *
 * | who waits, without blocking  | who changes something         |
 * | ---------------------------- | ----------------------------- |
 * | reads what its bell counts   | makes the change              |
 * | sets its bit                 | takes all bits, leaving none  |
 * | looks, and finds nothing     | counts on each bell's word    |
 * | waits while the count stays  | notifies who waits on it      |
 *
 * A change that the look has not seen comes after the look, so its maker finds the bit, and counts
 * on after the count was read: the wait ends, or does not begin.
 *
 * Every bit is taken at once. So nobody need take back its bit when it gives up a wait: a ring that
 * comes for nothing was not kept from anybody else.
 */
export class Waiters {
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #bells: Bells;

  /** `cells` are the words of the primitive, with its header. */
  constructor(cells: Int32Array<SharedArrayBuffer>, bells: Bells) {
    this.#cells = cells;
    this.#bells = bells;
  }

  /** The table of the bells that are rung here. */
  get bells(): Bells {
    return this.#bells;
  }

  /** Wakes all who wait without blocking, and at most so many of those who block on a word. */
  wake(cells: Int32Array<SharedArrayBuffer>, index: number, most = Infinity): void {
    this.ring();
    Atomics.notify(cells, index, most);
  }

  /** Wakes all who wait without blocking, where nobody blocks. */
  ring(): void {
    if (Atomics.load(this.#cells, Header.BELLS) === 0) return;
    this.#ring(Atomics.exchange(this.#cells, Header.BELLS, 0));
  }

  /** Wakes all, for a thread that died; it may have taken the bits and not rung. */
  wakeAfterDeath(cells: Int32Array<SharedArrayBuffer>, index: number): void {
    Atomics.notify(cells, index);
    this.#ring(Atomics.load(this.#bells, Bell.HUNG));
  }

  /** Looks; without a result, names the bell that rings when another look is worthwhile. */
  look<T>(bell: number, look: () => Look<T>): Look<T> {
    const index = Bell.FIRST + bell;
    const word = Atomics.load(this.#bells, index);
    Atomics.or(this.#cells, Header.BELLS, 1 << bell);
    const found = look();
    return 'result' in found ? found : { cells: this.#bells, index, word };
  }

  #ring(bits: number): void {
    for (let left = bits; left !== 0; left &= left - 1) {
      const index = Bell.FIRST + 31 - Math.clz32(left & -left);
      Atomics.add(this.#bells, index, 1);
      Atomics.notify(this.#bells, index);
    }
  }
}
