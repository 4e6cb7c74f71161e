import { InterlockedError } from '../errors.js';
import { Deadline } from './deadline.js';
import type { AcquireOptions } from './options.js';

/**
 * A place in a {@link WaitQueue}.
 *
 * Guards extend it, so that a hand-off allocates nothing. A waiter has exactly one outcome:
 * granted (it left by `shift`) or abandoned (it left by its {@link Cancellation}); leaving the
 * list is the state change that decides.
 */
export abstract class Waiter {
  previous: Waiter | undefined = undefined;
  next: Waiter | undefined = undefined;
  priority = 0;
  resolve: ((granted: never) => void) | undefined = undefined;
  cancellation: Cancellation | undefined = undefined;
}

/**
 * Waiters in order of priority, and of arrival within one priority.
 *
 * - **Fairness:** first come, first served within a priority; a higher one may starve a lower.
 * - **Cost:** constant for arrivals of equal priority, hand-offs and abandoned waits. The list
 *   is doubly linked: with one link, 100,000 waiters aborting in reverse order are quadratic.
 * - **Memory:** a waiter that leaves is forgotten at once, with its timer and its listener.
 */
export class WaitQueue<N extends Waiter> {
  head: N | undefined = undefined;
  tail: N | undefined = undefined;
  length = 0;
  /** What is waited for, in error messages. */
  readonly what: string;
  /** Called after a waiter has given up: whoever stood behind it may fit now. */
  readonly onAbandoned: (() => void) | undefined;

  constructor(what: string, onAbandoned?: () => void) {
    this.what = what;
    this.onAbandoned = onAbandoned;
  }

  /** Puts `waiter` in line; the promise resolves to it once `grant` lets it go. */
  wait(waiter: N, options?: AcquireOptions): Promise<N> {
    if (options?.timeoutMs === 0) return Promise.reject(this.timeoutError(0));
    return new Promise((resolve, reject) => {
      waiter.resolve = resolve;
      this.#insert(waiter, options?.priority ?? 0);
      if (options?.signal || options?.timeoutMs !== undefined) {
        waiter.cancellation = new Cancellation(this, waiter, reject, options);
      }
    });
  }

  /** Takes the first waiter out and resolves its promise, which it now can no longer abandon. */
  grant(): N | undefined {
    const first = this.head;
    if (first === undefined) return undefined;
    this.remove(first);
    first.resolve!(first as never);
    first.resolve = undefined;
    return first;
  }

  remove(waiter: Waiter): void {
    const { previous, next } = waiter;
    if (previous === undefined) this.head = next as N | undefined;
    else previous.next = next;
    if (next === undefined) this.tail = previous as N | undefined;
    else next.previous = previous;
    waiter.previous = waiter.next = undefined;
    waiter.cancellation?.disarm();
    waiter.cancellation = undefined;
    this.length--;
  }

  timeoutError(timeoutMs: number): InterlockedError {
    return new InterlockedError(
      'ERR_TIMEOUT',
      `Waited ${timeoutMs} ms for a ${this.what} in vain; allow more time, or hold it for less.`,
    );
  }

  #insert(waiter: N, priority: number): void {
    let before = this.tail as Waiter | undefined;
    while (before !== undefined && before.priority < priority) before = before.previous;
    const after = before === undefined ? this.head : before.next;
    waiter.priority = priority;
    waiter.previous = before;
    waiter.next = after;
    if (before === undefined) this.head = waiter;
    else before.next = waiter;
    if (after === undefined) this.tail = waiter;
    else after.previous = waiter;
    this.length++;
  }
}

type Line = Pick<WaitQueue<Waiter>, 'remove' | 'timeoutError' | 'onAbandoned'>;

/** The ways in which one waiter may give up: its signal and its deadline. */
class Cancellation {
  readonly #queue: Line;
  readonly #waiter: Waiter;
  readonly #reject: (reason: unknown) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #deadline: Deadline | undefined;

  constructor(
    queue: Line,
    waiter: Waiter,
    reject: (reason: unknown) => void,
    { signal, timeoutMs = Infinity }: AcquireOptions,
  ) {
    this.#queue = queue;
    this.#waiter = waiter;
    this.#reject = reject;
    this.#signal = signal;
    signal?.addEventListener('abort', this);
    if (timeoutMs < Infinity) {
      this.#deadline = new Deadline(timeoutMs, () => this.#abandon(queue.timeoutError(timeoutMs)));
    }
  }

  /** The signal's listener. */
  handleEvent(): void {
    this.#abandon(this.#signal!.reason);
  }

  disarm(): void {
    this.#deadline?.cancel();
    this.#signal?.removeEventListener('abort', this);
  }

  #abandon(reason: unknown): void {
    this.#queue.remove(this.#waiter);
    this.#reject(reason);
    this.#queue.onAbandoned?.();
  }
}
