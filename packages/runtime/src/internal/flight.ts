import { InterlockedError } from '../errors.js';
import { Gate, type WaitOptions } from './gate.js';

/** One call, under way or over, and those who share it. */
export class Flight<V> {
  readonly #landed = new Gate();
  #outcome: Promise<V> | undefined;

  /** Calls `fn` at once. `onLanded` runs when its outcome is known, before any sharer hears of it. */
  start(fn: () => V | PromiseLike<V>, onLanded: (hasFailed: boolean) => void): this {
    this.#outcome = this.#fly(fn, onLanded);
    return this;
  }

  /** The outcome; giving up the wait for it does not stop the call. */
  share(options: WaitOptions | undefined): Promise<V> {
    const outcome = this.#outcome;
    if (outcome === undefined) return Promise.reject(toReentryError());
    if (options?.signal === undefined && options?.timeoutMs === undefined) return outcome;
    // Whoever gives up is told so; the failure of the call is then nobody's to handle.
    outcome.catch(() => {});
    return this.#landed.wait(options).then(() => outcome);
  }

  async #fly(fn: () => V | PromiseLike<V>, onLanded: (hasFailed: boolean) => void): Promise<V> {
    let hasFailed = true;
    try {
      const value = await fn();
      hasFailed = false;
      return value;
    } finally {
      onLanded(hasFailed);
      this.#landed.open();
    }
  }
}

function toReentryError(): InterlockedError {
  return new InterlockedError(
    'ERR_DEADLOCK',
    'A call asked to share itself, and would wait for itself for ever; ask before it or after it.',
  );
}
