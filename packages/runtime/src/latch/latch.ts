import { InterlockedError } from '../errors.js';
import { Gate, type WaitOptions } from '../internal/gate.js';
import { checkUnits, findRefusal } from '../internal/options.js';

/**
 * A count that goes down to zero, once, and for which tasks wait.
 *
 * - **Blocking:** `wait` waits without blocking the thread, and not at all once it is zero.
 * - **Ordering:** what was done before a `countDown` happened before the waits are over.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`, and then leaves no trace.
 * - **Errors:** counting below zero throws `ERR_OUT_OF_RANGE` and changes nothing; a mistaken
 *   argument throws `ERR_INVALID_ARGUMENT`. A wait that ran out rejects with `ERR_TIMEOUT`, an
 *   aborted one with `signal.reason`.
 */
export class Latch {
  readonly #gate = new Gate();
  #count: number;

  constructor(count: number) {
    this.#count = checkUnits('count', count);
  }

  /** How much is left to count down. */
  get count(): number {
    return this.#count;
  }

  /** How many wait for it. */
  get waiting(): number {
    return this.#gate.waiting;
  }

  /** Counts down by `by`, and ends all waits when that makes zero. */
  countDown(by = 1): void {
    if (checkUnits('by', by) > this.#count) {
      throw new InterlockedError(
        'ERR_OUT_OF_RANGE',
        `A latch at ${this.#count} cannot count down by ${by}; count each event once.`,
      );
    }
    this.#count -= by;
    if (this.#count === 0) this.#gate.open();
  }

  /** Resolves when the count is zero. */
  wait(options?: WaitOptions): Promise<void> {
    return findRefusal(options) ?? this.#gate.wait(options);
  }
}
