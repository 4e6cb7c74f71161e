import { InterlockedError } from '../errors.js';
import type { AcquireOptions } from './options.js';

/**
 * Waiters in order of priority, and of arrival within one priority; made by `new Waiter()`.
 *
 * - **Fairness:** first come, first served within a priority; a higher one may starve a lower.
 * - **Cost:** constant for hand-offs, abandoned waits and arrivals of equal priority.
 * - **Memory:** a waiter that leaves is forgotten at once, with its timer and its listener.
 */
export interface WaitQueue<N extends Waiter> {
  readonly length: number;
  /** The first in line; of an empty queue, the queue. */
  first(): N;
  /** Puts `waiter` in line; the promise resolves to it once `grant` lets it go. */
  wait(waiter: N, options?: AcquireOptions): Promise<N>;
  /** Takes the first waiter out and resolves its promise, which it now can no longer abandon. */
  grant(): N | undefined;
  /** Called after a waiter gave up: whoever stood behind it may fit now. */
  onLeave: () => void;
}

/**
 * A place in a ring, of which the queue itself is one: it stands before the first waiter and
 * after the last. That both are of one class keeps the links private.
 *
 * Guards extend it, so that a hand-off allocates nothing. A waiter has exactly one outcome,
 * granted or abandoned; leaving the ring is the one step that decides which. The ring is linked
 * both ways: with one link, waiters that abort last come first are quadratic. What its methods
 * answer with is of the kind of waiter that {@link WaitQueue} tells, hence "never".
 */
export class Waiter {
  /** Of the queue's own place, how many wait. */
  length = 0;
  #previous: Waiter = this;
  #next: Waiter = this;
  #priority = 0;
  #resolve: ((granted: never) => void) | undefined;
  /** Forgets the signal and the deadline. */
  #disarm: (() => void) | undefined;

  first(): never {
    return this.#next as never;
  }

  wait(waiter: Waiter, options: AcquireOptions = {}): Promise<never> {
    return new Promise((resolve, reject) => {
      const { signal, timeoutMs = Infinity, priority = 0 } = options;
      let before = this.#previous;
      while (before !== this && before.#priority < priority) before = before.#previous;
      waiter.#resolve = resolve;
      waiter.#priority = priority;
      waiter.#previous = before;
      waiter.#next = before.#next;
      before.#next = before.#next.#previous = waiter;
      this.length++;
      if (signal ?? timeoutMs < Infinity) this.#limit(waiter, reject, timeoutMs, signal);
    });
  }

  grant(): undefined {
    const waiter = this.#next;
    if (waiter === this) return undefined;
    this.#remove(waiter);
    waiter.#resolve!(waiter as never);
    return waiter as never;
  }

  onLeave(): void {}

  #remove(waiter: Waiter): void {
    waiter.#previous.#next = waiter.#next;
    waiter.#next.#previous = waiter.#previous;
    waiter.#previous = waiter.#next = waiter;
    this.length--;
    waiter.#disarm?.();
  }

  #limit(
    waiter: Waiter,
    reject: (reason: unknown) => void,
    timeoutMs: number,
    signal: AbortSignal | null | undefined,
  ): void {
    const giveUp = (reason: unknown): void => {
      this.#remove(waiter);
      reject(reason);
      this.onLeave();
    };
    const expire = (): void => giveUp(toTimeoutError(timeoutMs));
    const abort = (): void => giveUp(signal!.reason);
    if (timeoutMs === 0) return expire();
    // A timer of more would fire at once.
    const timer = timeoutMs <= 2 ** 31 - 1 ? setTimeout(expire, timeoutMs) : undefined;
    signal?.addEventListener('abort', abort);
    waiter.#disarm = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  }
}

/** The error of a wait that ran out. */
export function toTimeoutError(timeoutMs: number): InterlockedError {
  return new InterlockedError('ERR_TIMEOUT', `Waited ${timeoutMs} ms in vain; raise timeoutMs.`);
}
