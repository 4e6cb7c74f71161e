import { InterlockedError } from '../errors.js';
import { Deadline } from './deadline.js';
import type { AcquireOptions } from './options.js';

/**
 * A place in a {@link WaitQueue}.
 *
 * Guards extend it, so that a hand-off allocates nothing. A waiter has exactly one outcome,
 * granted or abandoned; leaving the queue is the one step that decides which.
 */
export class Waiter {
  previous: Waiter | undefined;
  next: Waiter | undefined;
  priority: number | undefined;
  /** Resolves the wait. */
  resolve: ((granted: never) => void) | undefined;
  /** Forgets the signal and the deadline. */
  disarm: (() => void) | undefined;
}

/**
 * Waiters in order of priority, and of arrival within one priority.
 *
 * It is a ring through itself: the queue stands before the first waiter and after the last. The
 * ring is linked both ways: with one link, waiters that abort last come first are quadratic.
 *
 * - **Fairness:** first come, first served within a priority; a higher one may starve a lower.
 * - **Cost:** constant for hand-offs, abandoned waits and arrivals of equal priority.
 * - **Memory:** a waiter that leaves is forgotten at once, with its timer and its listener.
 */
export class WaitQueue<N extends Waiter> extends Waiter {
  length = 0;
  readonly #onAbandoned: (() => void) | undefined;

  /** `onAbandoned` is called after a waiter gave up: whoever stood behind it may fit now. */
  constructor(onAbandoned?: () => void) {
    super();
    this.#onAbandoned = onAbandoned;
    this.previous = this.next = this;
    this.priority = Infinity;
  }

  /** The first in line. */
  get head(): N | undefined {
    return this.length > 0 ? (this.next as N) : undefined;
  }

  /** Puts `waiter` in line; the promise resolves to it once `grant` lets it go. */
  wait(waiter: N, { signal, timeoutMs = Infinity, priority = 0 }: AcquireOptions = {}): Promise<N> {
    return new Promise((resolve, reject) => {
      waiter.resolve = resolve;
      this.#insert(waiter, priority);
      if (signal ?? timeoutMs < Infinity) this.#limit(waiter, reject, timeoutMs, signal);
    });
  }

  /** Takes the first waiter out and resolves its promise, which it now can no longer abandon. */
  grant(): N | undefined {
    const { head } = this;
    if (head !== undefined) {
      this.#remove(head);
      head.resolve!(head as never);
    }
    return head;
  }

  #insert(waiter: N, priority: number): void {
    let before = this.previous!;
    // The queue's own priority ends this.
    while (before.priority! < priority) before = before.previous!;
    waiter.priority = priority;
    waiter.previous = before;
    waiter.next = before.next;
    before.next = before.next!.previous = waiter;
    this.length++;
  }

  #remove(waiter: N): void {
    waiter.previous!.next = waiter.next;
    waiter.next!.previous = waiter.previous;
    waiter.previous = waiter.next = undefined;
    this.length--;
    waiter.disarm?.();
  }

  #limit(
    waiter: N,
    reject: (reason: unknown) => void,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): void {
    const giveUp = (reason: unknown): void => {
      this.#remove(waiter);
      reject(reason);
      this.#onAbandoned?.();
    };
    const expire = (): void => giveUp(toTimeoutError(timeoutMs));
    const abort = (): void => giveUp(signal!.reason);
    if (timeoutMs === 0) return expire();
    const deadline = timeoutMs < Infinity ? new Deadline(timeoutMs, expire) : undefined;
    signal?.addEventListener('abort', abort);
    waiter.disarm = () => {
      deadline?.cancel();
      signal?.removeEventListener('abort', abort);
    };
  }
}

/** The error of a wait that ran out. */
export function toTimeoutError(timeoutMs: number): InterlockedError {
  return new InterlockedError(
    'ERR_TIMEOUT',
    `Waited ${timeoutMs} ms in vain; allow more time, or hold it for less.`,
  );
}
