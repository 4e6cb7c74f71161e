import type { Guard } from '../guard.js';
import { KeyedUnitLocks } from '../internal/keyed-unit-locks.js';
import { READ_UNITS, WRITE_UNITS } from '../rw-lock/rw-lock.js';
import type {
  Lock,
  LockCallback,
  LockInfo,
  LockManagerLike,
  LockManagerSnapshot,
  LockMode,
  LockOptions,
} from './interfaces.js';
import { findMistake } from './request-mistakes.js';

interface Request extends LockInfo {
  guard: Guard | undefined;
  /** Ends the request for its caller; its callback may run on. */
  breakOff: (() => void) | undefined;
}

/**
 * Named locks of the Web Locks shape, for one process.
 *
 * - **Blocking:** never; `request` resolves to what its callback returns.
 * - **Ordering:** as Web Locks: the callback never runs before `request` has returned.
 * - **Fairness:** first come, first served for each name; neither mode starves the other.
 * - **Cancellation:** `signal` ends the wait. A stolen request rejects with an `AbortError`, and
 *   its callback runs on without the lock.
 * - **Errors:** those of Web Locks, as `DOMException` or `TypeError` rejections.
 * - **Memory:** an entry exists exactly while its name is held or awaited.
 *
 * See https://w3c.github.io/web-locks/.
 */
export class LockManager implements LockManagerLike {
  readonly #clientId = globalThis.crypto.randomUUID();
  readonly #locks = new KeyedUnitLocks<string>(WRITE_UNITS, undefined);
  readonly #held = new Set<Request>();
  readonly #pending = new Set<Request>();

  request<T>(name: string, callback: LockCallback<T>): Promise<T>;
  request<T>(name: string, options: LockOptions, callback: LockCallback<T>): Promise<T>;
  async request<T>(
    name: string,
    optionsOrCallback: LockOptions | LockCallback<T>,
    maybeCallback?: LockCallback<T>,
  ): Promise<T> {
    const hasOptions = typeof optionsOrCallback !== 'function';
    const options = hasOptions ? optionsOrCallback : {};
    const callback = (hasOptions ? maybeCallback : optionsOrCallback)!;
    const mistake = findMistake(name, options, callback);
    if (mistake !== undefined) throw mistake;
    options.signal?.throwIfAborted();
    const request = this.#toRequest(name, options.mode ?? 'exclusive');
    const isGranted = await this.#admit(request, options);
    return isGranted ? this.#hold(request, callback) : callback(null);
  }

  query(): Promise<LockManagerSnapshot> {
    const toInfos = (requests: Iterable<Request>): LockInfo[] =>
      [...requests].map(({ name, mode, clientId }) => ({ name, mode, clientId }));
    return Promise.resolve({ held: toInfos(this.#held), pending: toInfos(this.#pending) });
  }

  #toRequest(name: string, mode: LockMode): Request {
    return { name, mode, clientId: this.#clientId, guard: undefined, breakOff: undefined };
  }

  async #admit(request: Request, { ifAvailable, steal, signal }: LockOptions): Promise<boolean> {
    const { name, mode } = request;
    const units = mode === 'shared' ? READ_UNITS : WRITE_UNITS;
    request.guard = this.#locks.tryAcquire(name, units);
    if (request.guard !== undefined) {
      this.#held.add(request);
      await Promise.resolve();
      return true;
    }
    if (ifAvailable) return false;
    const turn = this.#locks.acquire(name, units, { signal, priority: steal ? Infinity : 0 });
    this.#pending.add(request);
    if (steal) this.#breakHolders(name);
    try {
      request.guard = await turn;
    } finally {
      this.#pending.delete(request);
    }
    this.#held.add(request);
    return true;
  }

  #breakHolders(name: string): void {
    for (const holder of [...this.#held]) {
      if (holder.name !== name) continue;
      this.#held.delete(holder);
      holder.breakOff?.();
      // From here on the callback's own end releases nothing: a guard works once.
      holder.guard?.release();
    }
  }

  #hold<T>(request: Request, callback: LockCallback<T>): Promise<T> {
    const { name, mode } = request;
    const lock: Lock = Object.freeze({ name, mode });
    return new Promise<T>((resolve, reject) => {
      request.breakOff = () =>
        reject(new DOMException(`The lock ${name} was stolen by another request.`, 'AbortError'));
      // Stolen between its grant and this step.
      if (!this.#held.has(request)) request.breakOff();
      void this.#runThenRelease(request, lock, callback).then(resolve, reject);
    });
  }

  async #runThenRelease<T>(request: Request, lock: Lock, callback: LockCallback<T>): Promise<T> {
    try {
      return await callback(lock);
    } finally {
      this.#held.delete(request);
      request.guard?.release();
    }
  }
}
