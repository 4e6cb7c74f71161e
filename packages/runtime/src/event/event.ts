import { Gate, type WaitOptions } from '../internal/gate.js';
import { findRefusal } from '../internal/options.js';

/**
 * A fact that is so or not yet so, for which tasks wait.
 *
 * - **Blocking:** `wait` waits without blocking the thread, and not at all while it is set.
 * - **Ordering:** what was done before `set` happened before the waits that it ends are over.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`, and then leaves no trace.
 * - **Errors:** a mistaken option throws `ERR_INVALID_ARGUMENT`. A wait that ran out rejects with
 *   `ERR_TIMEOUT`, an aborted one with `signal.reason`.
 */
export class Event {
  readonly #gate = new Gate();

  /** Whether it is set. */
  get isSet(): boolean {
    return this.#gate.isOpen;
  }

  /** How many wait for it. */
  get waiting(): number {
    return this.#gate.waiting;
  }

  /** Ends all waits, and lets later ones through until `reset`. */
  set(): void {
    this.#gate.open();
  }

  /** Lets later waits wait again; those that `set` ended stay ended. */
  reset(): void {
    this.#gate.shut();
  }

  /** Resolves when it is set. */
  wait(options?: WaitOptions): Promise<void> {
    return findRefusal(options) ?? this.#gate.wait(options);
  }
}
