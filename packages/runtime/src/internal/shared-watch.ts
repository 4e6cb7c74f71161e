import { InterlockedError } from '../errors.js';
import { checkWait } from './shared-arguments.js';

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

const hasWaitAsync = typeof Atomics === 'object' && typeof Atomics.waitAsync === 'function';

/**
 * How often a wait looks by itself. With `waitAsync` only a thread that died between its change
 * and its notification makes that necessary; without it, this is how changes are seen.
 */
const RECHECK_MS = hasWaitAsync ? 1_000 : 4;

/** All waits of one thread on one primitive, fed by at most one `Atomics.waitAsync` for each word. */
export class Watch {
  readonly #waits = new Set<{ check(): boolean }>();
  readonly #onUnused: () => void;
  /** The words, by their index, that a pending `waitAsync` watches. */
  readonly #armed = new Set<number>();

  /** `onUnused` is called for a notification that came when nobody waits any more. */
  constructor(onUnused: () => void = () => {}) {
    this.#onUnused = onUnused;
  }

  /**
   * Resolves with the first result of `look`, which runs again whenever its word has changed; if
   * the wait is given up, `onGivenUp` puts back what looks have taken.
   */
  wait<T>(look: () => Look<T>, options: WaitOptions = {}, onGivenUp = () => {}): Promise<T> {
    checkWait(options);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    return new Promise<T>((resolve, reject) => {
      const giveUp = (reason: unknown) => {
        onGivenUp();
        reject(reason);
      };
      const wait = new PendingWait(look, resolve, giveUp, (word) => this.#arm(word));
      if (!wait.check()) wait.start(options, this.#waits);
    });
  }

  #arm({ cells, index, word }: WatchedWord): void {
    if (this.#armed.has(index) || !hasWaitAsync) return;
    this.#armed.add(index);
    // Array and word match; the overloads of `waitAsync` cannot see that.
    const { value } = Atomics.waitAsync(cells as Int32Array, index, word as number);
    void Promise.resolve(value).then(() => this.#ring(index));
  }

  #ring(index: number): void {
    this.#armed.delete(index);
    if (this.#waits.size === 0) this.#onUnused();
    for (const wait of [...this.#waits]) wait.check();
  }
}

class PendingWait<T> {
  readonly #look: () => Look<T>;
  readonly #resolve: (result: T) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #arm: (word: WatchedWord) => void;
  #stop = () => {};

  constructor(
    look: () => Look<T>,
    resolve: (result: T) => void,
    reject: (reason: unknown) => void,
    arm: (word: WatchedWord) => void,
  ) {
    this.#look = look;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#arm = arm;
  }

  /** Looks once; answers whether that settled the wait. */
  check(): boolean {
    try {
      const found = this.#look();
      if (!('result' in found)) return (this.#arm(found), false);
      this.#stop();
      this.#resolve(found.result);
    } catch (error) {
      this.#giveUp(error);
    }
    return true;
  }

  start({ signal, timeoutMs = Infinity }: WaitOptions, waits: Set<{ check(): boolean }>): void {
    if (timeoutMs === 0) return this.#giveUp(timedOut(0));
    const abort = () => this.#giveUp(signal?.reason);
    const timer = new Recheck(timeoutMs, (isLate) => {
      if (!this.check() && isLate) this.#giveUp(timedOut(timeoutMs));
    });
    signal?.addEventListener('abort', abort);
    waits.add(this);
    this.#stop = () => {
      waits.delete(this);
      timer.stop();
      signal?.removeEventListener('abort', abort);
    };
  }

  #giveUp(reason: unknown): void {
    this.#stop();
    this.#reject(reason);
  }
}

/**
 * Calls back every `RECHECK_MS`, and when `timeoutMs` have passed, as the monotonic clock says.
 *
 * A pending `waitAsync` keeps no process alive; this timer does.
 */
class Recheck {
  readonly #end: number;
  readonly #callback: (isLate: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(timeoutMs: number, callback: (isLate: boolean) => void) {
    this.#end = performance.now() + timeoutMs;
    this.#callback = callback;
    this.#arm();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    const leftMs = this.#end - performance.now();
    this.#timer = setTimeout(() => this.#fire(), Math.min(leftMs, RECHECK_MS));
  }

  #fire(): void {
    this.#callback(performance.now() >= this.#end);
    if (!this.#isStopped) this.#arm();
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
