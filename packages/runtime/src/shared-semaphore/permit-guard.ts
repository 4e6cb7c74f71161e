import type { Guard } from '../guard.js';
import type { PermitCells } from './permit-cells.js';

/** The guard of permits of a {@link SharedSemaphore}: gives them back once. */
export class PermitGuard implements Guard {
  /** How many permits it holds, or held. */
  readonly weight: number;
  #cells: PermitCells | undefined;
  readonly #permits: readonly number[];

  /** @internal */
  constructor(cells: PermitCells, permits: readonly number[]) {
    this.#cells = cells;
    this.#permits = permits;
    this.weight = permits.length;
  }

  /** Gives back the permits; later calls do nothing. */
  release(): void {
    const cells = this.#cells;
    this.#cells = undefined;
    cells?.giveBack(this.#permits);
  }

  /** The same as `release`, for `using`. */
  [Symbol.dispose](): void {
    this.release();
  }
}
