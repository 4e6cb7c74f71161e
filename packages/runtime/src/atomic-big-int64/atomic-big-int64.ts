import { AtomicCell, type CellForm, joinCell } from '../internal/atomic-cell.js';
import { checkBigInt } from '../internal/shared-arguments.js';
import type { Place, SharedHandle } from '../internal/shared-place.js';

export interface AtomicBigInt64Options {
  /** The value to begin with; 0n unless given. */
  readonly initial?: bigint;
}

const form: CellForm<'AtomicBigInt64', bigint> = {
  kind: 'AtomicBigInt64',
  zero: 0n,
  Cells: BigInt64Array as never,
  check: checkBigInt,
};

/**
 * A 64-bit cell that any thread changes in one step; every value wraps round at 2 ** 63.
 *
 * - **Blocking:** never.
 * - **Ordering:** sequentially consistent.
 * - **Errors:** `ERR_INVALID_ARGUMENT` for what is no bigint; nothing is changed then.
 *   `ERR_INVALID_HANDLE` from `from`.
 * - **Cost:** one operation of `Atomics` each, which makes a bigint of its answer.
 * - **Memory:** 24 bytes of shared memory.
 */
export class AtomicBigInt64 extends AtomicCell<'AtomicBigInt64', bigint> {
  /** Joins the cell that `handle` leads to. */
  static from(handle: SharedHandle<'AtomicBigInt64'>): AtomicBigInt64 {
    return new AtomicBigInt64({}, joinCell('AtomicBigInt64', handle));
  }

  constructor(options?: AtomicBigInt64Options);
  /** @internal */
  constructor(options: AtomicBigInt64Options, place: Place);
  constructor(options: AtomicBigInt64Options = {}, place?: Place) {
    super(form, options, place);
  }
}
