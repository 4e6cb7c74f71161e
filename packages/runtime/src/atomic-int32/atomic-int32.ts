import { AtomicCell, joinCell } from '../internal/atomic-cell.js';
import { checkCount } from '../internal/shared-arguments.js';
import type { Place, SharedHandle } from '../internal/shared-place.js';

export interface AtomicInt32Options {
  /** The value to begin with; 0 unless given. */
  readonly initial?: number;
}

const form = { kind: 'AtomicInt32', zero: 0, Cells: Int32Array, check: checkCount } as const;

/**
 * A 32-bit cell that any thread changes in one step; every value wraps round at 2 ** 31.
 *
 * - **Blocking:** never.
 * - **Ordering:** sequentially consistent.
 * - **Errors:** `ERR_INVALID_ARGUMENT` for what is no whole number or one beyond 2 ** 53 - 1;
 *   nothing is changed then.
 *   `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** one operation of `Atomics` each.
 * - **Memory:** 24 bytes of shared memory.
 */
export class AtomicInt32 extends AtomicCell<'AtomicInt32', number> {
  /** Joins the cell that `handle` leads to. */
  static from(handle: SharedHandle<'AtomicInt32'>): AtomicInt32 {
    return new AtomicInt32({}, joinCell('AtomicInt32', handle));
  }

  constructor(options?: AtomicInt32Options);
  /** @internal */
  constructor(options: AtomicInt32Options, place: Place);
  constructor(options: AtomicInt32Options = {}, place?: Place) {
    super(form, options, place);
  }
}
