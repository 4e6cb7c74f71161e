import type { Guard } from '../guard.js';
import type { Entered, RwCells } from './rw-cells.js';

/** The guard of a reader or a writer of a {@link SharedRWLock}. */
export class SharedRWGuard implements Guard {
  /** Whether the last writer died while it wrote, and no writer has set things right since. */
  readonly abandoned: boolean;
  #cells: RwCells | undefined;
  readonly #entered: Entered;

  /** @internal */
  constructor(cells: RwCells, entered: Entered) {
    this.#cells = cells;
    this.#entered = entered;
    this.abandoned = entered.abandoned;
  }

  /** Gives back the hold; later calls do nothing. */
  release(): void {
    const cells = this.#cells;
    this.#cells = undefined;
    cells?.leave(this.#entered);
  }

  /** The same as `release`, for `using`. */
  [Symbol.dispose](): void {
    this.release();
  }
}
