import { Flight } from '../internal/flight.js';
import type { WaitOptions } from '../internal/gate.js';
import { checkCallback, findRefusal } from '../internal/options.js';
import { type KeyOptions, toIdentify } from '../internal/keyed-table.js';

/**
 * Calls of one key that share one run: who asks while it is under way gets its outcome.
 *
 * The answer to double submits and to cache stampedes.
 *
 * - **Blocking:** never; the first caller of a key runs the function before `run` returns.
 * - **Ordering:** a caller that asks after an outcome was known starts a new run.
 * - **Cancellation:** `signal` and `timeoutMs` end one caller's wait; the run goes on for the
 *   others.
 * - **Errors:** a run that fails fails all who share it. A function that synchronously asks for
 *   its own key is refused with `ERR_DEADLOCK`. Mistaken options and keys throw
 *   `ERR_INVALID_ARGUMENT`.
 * - **Memory:** an entry exists exactly while its run is under way and not forgotten.
 */
export class SingleFlight<K, V> {
  readonly #flights = new Map<unknown, Flight<V>>();
  readonly #identify: (key: K) => unknown;

  constructor({ keyOf }: KeyOptions<K> = {}) {
    this.#identify = toIdentify(keyOf);
  }

  /** How many keys have a run under way. */
  get size(): number {
    return this.#flights.size;
  }

  /** Whether `key` has a run under way. */
  has(key: K): boolean {
    return this.#flights.has(this.#identify(key));
  }

  /** Resolves to the outcome of the run of `key` under way, or else of `fn`, which it then runs. */
  run(key: K, fn: () => V | PromiseLike<V>, options?: WaitOptions): Promise<V> {
    checkCallback(fn);
    const refusal = findRefusal(options);
    if (refusal !== undefined) return refusal;
    const id = this.#identify(key);
    const flight = this.#flights.get(id) ?? this.#start(id, fn);
    return flight.share(options);
  }

  /** Lets the next caller of `key` start anew, although a run may be under way. */
  forget(key: K): void {
    this.#flights.delete(this.#identify(key));
  }

  /** `fn`, of which calls of one key share one run; an event handler, say. */
  wrap<A extends unknown[]>(
    fn: (...args: A) => V | PromiseLike<V>,
    keyOf: (...args: A) => K,
  ): (...args: A) => Promise<V> {
    checkCallback(fn);
    checkCallback(keyOf);
    return (...args) => this.run(keyOf(...args), () => fn(...args));
  }

  #start(id: unknown, fn: () => V | PromiseLike<V>): Flight<V> {
    const flight = new Flight<V>();
    this.#flights.set(id, flight);
    return flight.start(fn, () => {
      // After `forget` the key may belong to a later run.
      if (this.#flights.get(id) === flight) this.#flights.delete(id);
    });
  }
}
