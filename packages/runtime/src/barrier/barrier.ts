import { Gate, type WaitOptions } from '../internal/gate.js';
import { checkUnits, findRefusal } from '../internal/options.js';

/**
 * A place where a fixed number of tasks meet, again and again: each waits until all have come.
 *
 * - **Blocking:** `wait` waits without blocking the thread.
 * - **Ordering:** what each did before it came happened before any of them goes on.
 * - **Cancellation:** a wait ends by `signal` or `timeoutMs`; it then counts as not having come,
 *   and the others go on waiting for one more.
 * - **Errors:** a mistaken argument throws `ERR_INVALID_ARGUMENT`. A wait that ran out rejects
 *   with `ERR_TIMEOUT`, an aborted one with `signal.reason`.
 */
export class Barrier {
  readonly #gate = new Gate();
  readonly #parties: number;

  constructor(parties: number) {
    this.#parties = checkUnits('parties', parties);
  }

  /** How many meet. */
  get parties(): number {
    return this.#parties;
  }

  /** How many have come and wait. */
  get waiting(): number {
    return this.#gate.waiting;
  }

  /** Resolves when all have come: to `true` for the last of them, to `false` for the others. */
  wait(options?: WaitOptions): Promise<boolean> {
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    if (this.#gate.waiting + 1 < this.#parties) return this.#gate.wait(options).then(() => false);
    this.#gate.pass();
    return Promise.resolve(true);
  }
}
