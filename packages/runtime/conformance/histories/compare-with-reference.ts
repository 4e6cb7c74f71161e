import { advance, settle } from '../../src/testing/settle.js';
import { LawBroken } from '../law-broken.js';
import type { LockSubject } from '../lock-subject.js';
import { ReferenceLock, type ReferenceRequest } from '../reference/reference-lock.js';
import type { Command, History } from './command.js';
import { LockPlayer, type PlayedRequest } from './lock-player.js';

/** Plays one history on a lock and on the reference, and throws where the two part. */
export async function compareWithReference(subject: LockSubject, history: History): Promise<void> {
  const comparison = new Comparison(subject);
  comparison.player.clock.install();
  try {
    // Steps that need not wait follow each other without a turn of the microtask queue.
    for (const command of history) {
      const isOver = comparison.play(command);
      if (isOver) await isOver;
      comparison.checkState();
    }
    await comparison.settle();
  } finally {
    comparison.player.clock.uninstall();
  }
}

class Comparison {
  readonly player: LockPlayer;
  readonly #locks: ReferenceLock[];
  readonly #requests: (ReferenceRequest & { readonly lock: ReferenceLock })[] = [];
  readonly #deadlines: { atMs: number; request: ReferenceRequest; lock: ReferenceLock }[] = [];

  constructor(subject: LockSubject) {
    this.player = new LockPlayer(subject);
    this.#locks = Array.from({ length: subject.keys }, () => new ReferenceLock(subject.capacity));
  }

  /** Does one step; a promise means that the step is over when it resolves. */
  play(command: Command): Promise<void> | void {
    switch (command.do) {
      case 'settle':
        return this.settle();
      case 'advance':
        return this.#advance(command.ms);
      case 'release':
        return this.#release(command.pick);
      case 'release again':
        return this.#releaseAgain(command.pick);
      case 'downgrade':
        return this.#downgrade(command.pick);
      case 'abort':
        return this.#abort(command.pick);
      default:
        return this.#request(command);
    }
  }

  async settle(): Promise<void> {
    await settle();
    for (const lock of this.#locks) lock.settle();
    this.#checkOutcomes();
  }

  #request(command: Extract<Command, { do: 'request' | 'try' }>): void {
    const lock = this.#locks[command.key]!;
    const isTry = command.do === 'try';
    const request = {
      id: this.player.requests.length,
      units: command.units,
      priority: isTry ? 0 : command.priority,
      timeoutMs: isTry ? Infinity : (command.timeoutMs ?? Infinity),
      style: isTry ? ('guard' as const) : command.style,
      outcome: 'waiting' as ReferenceRequest['outcome'],
      lock,
    };
    this.#requests.push(request);
    if (isTry) this.player.try(command.key, command.units);
    else this.player.request(command);
    if (!isTry && command.signal === 'aborted') request.outcome = 'aborted';
    else lock.request(request, !isTry);
    // No timer counts to 2 ** 31.
    if (request.outcome === 'waiting' && request.timeoutMs < 2 ** 31) {
      this.#deadlines.push({ atMs: this.player.clock.nowMs + request.timeoutMs, request, lock });
    }
  }

  #release(pick: number): Promise<void> | void {
    const held = this.player.requests.filter((request) => request.release && !request.isOver);
    const request = held[pick % held.length];
    if (request === undefined) return;
    this.player.release(request);
    const reference = this.#requests[request.id]!;
    if (request.guard) return reference.lock.release(reference);
    return this.#releaseLater(reference);
  }

  /** A callback's promise settles some turns after it was told to. */
  async #releaseLater(reference: ReferenceRequest & { lock: ReferenceLock }): Promise<void> {
    for (const lock of this.#locks) lock.settle();
    reference.lock.release(reference);
    await this.settle();
  }

  #releaseAgain(pick: number): void {
    const over = this.player.requests.filter((request) => request.guard && request.isOver);
    over[pick % over.length]?.release?.();
  }

  #downgrade(pick: number): void {
    const whole = this.player.requests.filter(
      ({ id, guard, isOver }) =>
        guard && !isOver && this.#requests[id]!.units === this.#requests[id]!.lock.capacity,
    );
    const request = whole[pick % whole.length];
    if (request === undefined) return;
    this.player.lock.downgrade!(request.guard!);
    const reference = this.#requests[request.id]!;
    reference.lock.downgrade(reference);
  }

  #abort(pick: number): void {
    const request = this.player.pickSignal(pick);
    if (request === undefined) return;
    const reference = this.#requests[request.id]!;
    reference.lock.abandon(reference, 'aborted');
    request.signal?.abort();
  }

  async #advance(ms: number): Promise<void> {
    await this.settle();
    const untilMs = this.player.clock.nowMs + ms;
    await advance(this.player.clock, ms);
    const due = this.#deadlines.filter(({ atMs }) => atMs <= untilMs);
    due.sort((a, b) => a.atMs - b.atMs || a.request.id - b.request.id);
    for (const { request, lock } of due) {
      lock.abandon(request, 'timed out');
      lock.settle();
    }
    await this.settle();
  }

  checkState(): void {
    this.#locks.forEach((lock, key) => {
      const real = this.player.lock;
      expectSame(`isLocked of key ${key}`, real.isLocked!(key), lock.isLocked);
      expectSame(`waiting of key ${key}`, real.waiting!(key), lock.waiters.length);
    });
    const entries = this.#locks.filter((lock) => lock.isLocked).length;
    if (this.player.lock.entries) expectSame('entries', this.player.lock.entries(), entries);
  }

  #checkOutcomes(): void {
    for (const request of this.player.requests) {
      expectSame(`request ${request.id}`, request.outcome, this.#requests[request.id]!.outcome);
    }
    this.#locks.forEach((lock, key) => {
      const waited = new Set(lock.order);
      const real = this.player.granted.filter((id) => waited.has(id));
      expectSame(`order of key ${key}`, real.join(), lock.order.join());
    });
    expectSame('faults', this.player.faults.join(), '');
    checkFresh(this.player.requests);
  }
}

function checkFresh(requests: readonly PlayedRequest[]): void {
  const errors = requests.flatMap(({ outcome, error }) => (outcome === 'timed out' ? [error] : []));
  expectSame('distinct time-out errors', new Set(errors).size, errors.length);
}

function expectSame<T extends string | number | boolean>(
  what: string,
  real: T,
  reference: T,
): void {
  if (real !== reference) {
    throw new LawBroken(`${what}: the lock says ${real}, the reference says ${reference}`);
  }
}
