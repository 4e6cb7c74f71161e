import { InterlockedError } from '../errors.js';
import { checkWait } from './shared-arguments.js';
import { Doorbell, type Listener } from './shared-doorbell.js';
import type { Waiters } from './shared-waiters.js';

/** How a wait on shared memory is given up. */
export interface WaitOptions {
  /** Gives up the wait when it aborts, rejecting with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** Gives up the wait after this many milliseconds; 0 never waits, Infinity never gives up. */
  readonly timeoutMs?: number | undefined;
}

/** A word that somebody watches, as it was when the condition did not hold. */
export interface WatchedWord {
  readonly cells: Int32Array<SharedArrayBuffer> | BigInt64Array<SharedArrayBuffer>;
  readonly index: number;
  readonly word: number | bigint;
}

/** One look at shared memory: a result, or the word whose change makes it worth another look. */
export type Look<T> = { readonly result: T } | WatchedWord;

/** All waits of one thread on one primitive that block nobody; they listen to the thread's doorbell. */
export class Watch implements Listener {
  readonly #waiters: Waiters;
  readonly #isInOrder: boolean;
  readonly #waits = new Set<{ check(): boolean }>();
  #doorbell: Doorbell | undefined;

  /** `isInOrder` says that where one finds nothing, those who began after it find nothing either. */
  constructor(waiters: Waiters, isInOrder = false) {
    this.#waiters = waiters;
    this.#isInOrder = isInOrder;
  }

  /**
   * Resolves with the first result of `look`, which runs again after each change; if the wait is
   * given up, `onGivenUp` puts back what looks have taken.
   */
  wait<T>(look: () => Look<T>, options: WaitOptions = {}, onGivenUp = () => {}): Promise<T> {
    checkWait(options);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    const doorbell = (this.#doorbell ??= Doorbell.in(this.#waiters.bells));
    const lookAgain = () => this.#look(doorbell, look);
    try {
      const found = lookAgain();
      if ('result' in found) return Promise.resolve(found.result);
      if (options.timeoutMs === 0) throw timedOut(0);
    } catch (error) {
      onGivenUp();
      return Promise.reject(error);
    }
    return new Promise<T>((resolve, reject) => {
      const wait = new PendingWait(lookAgain, resolve, (reason) => {
        onGivenUp();
        reject(reason);
      });
      this.#waits.add(wait);
      doorbell.add(this);
      wait.start(options, () => {
        this.#waits.delete(wait);
        if (this.#waits.size === 0) doorbell.delete(this);
      });
    });
  }

  /** Looks for all who wait. */
  hear(): void {
    for (const wait of this.#waits) if (!wait.check() && this.#isInOrder) return;
  }

  #look<T>(doorbell: Doorbell, look: () => Look<T>): Look<T> {
    const found = this.#waiters.look(doorbell.bell, look);
    if (!('result' in found)) doorbell.listen(found.word as number);
    return found;
  }
}

class PendingWait<T> {
  readonly #look: () => Look<T>;
  readonly #resolve: (result: T) => void;
  readonly #reject: (reason: unknown) => void;
  #stop = () => {};

  constructor(
    look: () => Look<T>,
    resolve: (result: T) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#look = look;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Looks once; answers whether that settled the wait. */
  check(): boolean {
    try {
      const found = this.#look();
      if (!('result' in found)) return false;
      this.#stop();
      this.#resolve(found.result);
    } catch (error) {
      this.#giveUp(error);
    }
    return true;
  }

  /** Lets the wait be given up from now on; calls `onEnd` once it is over in whatever way. */
  start({ signal, timeoutMs = Infinity }: WaitOptions, onEnd: () => void): void {
    const abort = () => this.#giveUp(signal?.reason);
    const runOut = () => void (this.check() || this.#giveUp(timedOut(timeoutMs)));
    const alarm = timeoutMs === Infinity ? undefined : new Alarm(timeoutMs, runOut);
    signal?.addEventListener('abort', abort);
    this.#stop = () => {
      onEnd();
      alarm?.stop();
      signal?.removeEventListener('abort', abort);
    };
  }

  #giveUp(reason: unknown): void {
    this.#stop();
    this.#reject(reason);
  }
}

/** The longest delay a timer takes; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls back when `delayMs` have passed, as the monotonic clock says: timers may be early. */
class Alarm {
  readonly #end: number;
  readonly #callback: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(delayMs: number, callback: () => void) {
    this.#end = performance.now() + delayMs;
    this.#callback = callback;
    this.#arm(delayMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(leftMs: number): void {
    this.#timer = setTimeout(() => this.#fire(), Math.min(leftMs, LONGEST_MS));
  }

  #fire(): void {
    const leftMs = this.#end - performance.now();
    if (leftMs > 0) this.#arm(leftMs);
    else this.#callback();
  }
}

/** The error of a wait that ran out. */
export function timedOut(timeoutMs: number): InterlockedError {
  return new InterlockedError(
    'ERR_TIMEOUT',
    `The wait ended after ${timeoutMs} ms and what it waited for had not come. ` +
      'Wait longer, or handle this error.',
  );
}
