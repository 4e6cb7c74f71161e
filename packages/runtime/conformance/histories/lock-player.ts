import type { Guard } from '../../src/index.js';
import type { InterlockedError } from '../../src/errors.js';
import { settle } from '../../src/testing/settle.js';
import { VirtualClock } from '../../src/testing/virtual-clock.js';
import type { LockSubject, LockUnderTest } from '../lock-subject.js';
import type { Outcome, Style } from '../reference/reference-lock.js';
import { CountedSignal } from './counted-signal.js';

export interface PlayedRequest {
  readonly id: number;
  readonly key: number;
  readonly signal: CountedSignal | undefined;
  outcome: Outcome;
  error: unknown;
  /** Gives back what the request holds; of use once it is granted and until `isOver`. */
  release: (() => void) | undefined;
  isOver: boolean;
  guard: Guard | undefined;
  /** What its callback throws. */
  readonly thrown: Error;
}

export interface RequestForm {
  readonly style: Style;
  readonly key: number;
  readonly units: number;
  readonly priority: number;
  readonly timeoutMs: number | undefined;
  readonly signal: 'none' | 'live' | 'aborted';
}

/** Plays requests on a real lock and writes down what became of each. */
export class LockPlayer {
  readonly lock: LockUnderTest;
  readonly clock = new VirtualClock();
  readonly requests: PlayedRequest[] = [];
  /** Per key, every request that was let in, in order. */
  readonly granted: number[] = [];
  readonly #faults: unknown[] = [];

  constructor(subject: LockSubject) {
    this.lock = subject.build();
  }

  /** What was thrown that no request asked for. */
  get faults(): unknown[] {
    return [...this.#faults, ...this.requests.flatMap(({ signal }) => signal?.faults ?? [])];
  }

  request(form: RequestForm): PlayedRequest {
    const request = this.#note(form.key, form.signal === 'none' ? undefined : new CountedSignal());
    if (form.signal === 'aborted') request.signal?.abort();
    const options = {
      priority: form.priority,
      timeoutMs: form.timeoutMs,
      signal: request.signal?.signal,
    };
    if (form.style === 'guard') {
      const granted = this.lock.acquire!(form.key, form.units, options);
      granted.then((guard) => this.#grant(request, guard), this.#refuse(request));
    } else {
      const body = this.#body(request, form.style);
      this.lock
        .run(form.key, form.units, body, options)
        .catch((error: unknown) =>
          error === request.thrown ? undefined : this.#refuse(request)(error),
        );
    }
    return request;
  }

  try(key: number, units: number): PlayedRequest {
    const request = this.#note(key, undefined);
    const guard = this.lock.tryAcquire!(key, units);
    if (guard === undefined) request.outcome = 'refused';
    else this.#grant(request, guard);
    return request;
  }

  /** A request to abort: mostly one that waits, at times one that no longer does. */
  pickSignal(pick: number): PlayedRequest | undefined {
    const live = this.requests.filter(
      ({ signal, outcome }) => signal && (outcome === 'waiting' || pick % 4 === 0),
    );
    return live[pick % live.length];
  }

  /** Releases everything, again and again, until nobody is let in any more. */
  async finish(): Promise<void> {
    for (;;) {
      await settle();
      const held = this.requests.filter((request) => request.release && !request.isOver);
      if (held.length === 0) return;
      for (const request of held) this.release(request);
    }
  }

  release(request: PlayedRequest): void {
    request.isOver = true;
    request.release?.();
  }

  #note(key: number, signal: CountedSignal | undefined): PlayedRequest {
    const request: PlayedRequest = {
      id: this.requests.length,
      key,
      signal,
      outcome: 'waiting',
      error: undefined,
      release: undefined,
      isOver: false,
      guard: undefined,
      thrown: new Error('thrown by a callback'),
    };
    this.requests.push(request);
    return request;
  }

  #grant(request: PlayedRequest, guard: Guard | undefined): void {
    request.outcome = 'granted';
    request.guard = guard;
    if (guard) request.release = () => guard.release();
    this.granted.push(request.id);
  }

  #body(request: PlayedRequest, style: Style): () => unknown {
    return () => {
      this.#grant(request, undefined);
      if (style === 'sync') return (request.isOver = true);
      if (style === 'throw') {
        request.isOver = true;
        throw request.thrown;
      }
      return new Promise((resolve) => {
        request.release = () => resolve(undefined);
      });
    };
  }

  #refuse(request: PlayedRequest): (error: unknown) => void {
    return (error) => {
      request.error = error;
      if (request.signal !== undefined && error === request.signal.reason) {
        request.outcome = 'aborted';
      } else if ((error as InterlockedError | undefined)?.code === 'ERR_TIMEOUT') {
        request.outcome = 'timed out';
      } else this.#faults.push(error);
    };
  }
}
