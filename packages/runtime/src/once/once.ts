import { Flight } from '../internal/flight.js';
import type { WaitOptions } from '../internal/gate.js';
import { checkCallback, findRefusal } from '../internal/options.js';

/**
 * Something that is made once, however many ask for it at the same time.
 *
 * - **Blocking:** never; the first caller runs the function before `run` returns.
 * - **Ordering:** once a run has succeeded, no function is run again.
 * - **Cancellation:** `signal` and `timeoutMs` end one caller's wait; the run goes on.
 * - **Errors:** a run that fails fails all who waited for it and does not count: the next caller
 *   tries again. A function that synchronously asks for itself is refused with `ERR_DEADLOCK`.
 */
export class Once<T> {
  #flight: Flight<T> | undefined;
  #isDone = false;

  /** Whether a run has succeeded. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Resolves to what the first run that succeeded made; runs `fn` if none is under way. */
  run(fn: () => T | PromiseLike<T>, options?: WaitOptions): Promise<T> {
    checkCallback(fn);
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    return (this.#flight ?? this.#start(fn)).share(this.#isDone ? undefined : options);
  }

  #start(fn: () => T | PromiseLike<T>): Flight<T> {
    const flight = (this.#flight = new Flight<T>());
    return flight.start(fn, (hasFailed) => {
      this.#isDone = !hasFailed;
      if (hasFailed) this.#flight = undefined;
    });
  }
}
