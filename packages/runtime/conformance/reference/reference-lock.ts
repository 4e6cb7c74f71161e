/** What became of a request so far. */
export type Outcome = 'waiting' | 'granted' | 'timed out' | 'aborted' | 'refused';

/** How a request wants to hold the lock. */
export type Style = 'guard' | 'sync' | 'throw' | 'async';

export interface ReferenceRequest {
  readonly id: number;
  units: number;
  readonly priority: number;
  readonly timeoutMs: number;
  readonly style: Style;
  outcome: Outcome;
}

/**
 * The slow, obviously right lock: arrays, sorted anew at every step, and no promises.
 *
 * Waiters stand in order of priority, then of arrival. Whenever anything changes, the first is
 * let in while it fits; nobody passes it, and who may not wait is let in only if nobody waits.
 */
export class ReferenceLock {
  readonly capacity: number;
  holders: ReferenceRequest[] = [];
  waiters: ReferenceRequest[] = [];
  /** Requests that had to wait, in the order in which they were let in. */
  readonly order: number[] = [];
  readonly #toRun: ReferenceRequest[] = [];

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get isLocked(): boolean {
    return this.holders.length > 0;
  }

  request(request: ReferenceRequest, canWait: boolean): void {
    if (this.waiters.length === 0 && this.#fits(request)) this.#grant(request, true);
    else if (!canWait) request.outcome = 'refused';
    else if (request.timeoutMs === 0) request.outcome = 'timed out';
    else {
      this.waiters.push(request);
      this.#letIn();
    }
  }

  downgrade(request: ReferenceRequest): void {
    request.units = 1;
    this.#letIn();
  }

  release(request: ReferenceRequest): void {
    if (!this.holders.includes(request)) return;
    this.holders = this.holders.filter((holder) => holder !== request);
    this.#letIn();
  }

  abandon(request: ReferenceRequest, outcome: Outcome): void {
    if (request.outcome !== 'waiting') return;
    request.outcome = outcome;
    this.waiters = this.waiters.filter((waiter) => waiter !== request);
    this.#letIn();
  }

  /** Queued synchronous callbacks run now, one after the other. */
  settle(): void {
    for (let next = this.#toRun.shift(); next; next = this.#toRun.shift()) this.release(next);
  }

  #letIn(): void {
    this.waiters.sort((a, b) => b.priority - a.priority || a.id - b.id);
    for (let first = this.waiters[0]; first && this.#fits(first); first = this.waiters[0]) {
      this.waiters.shift();
      this.#grant(first, false);
    }
  }

  #grant(request: ReferenceRequest, isImmediate: boolean): void {
    request.outcome = 'granted';
    const isOver = request.style === 'sync' || request.style === 'throw';
    if (!isImmediate) this.order.push(request.id);
    // A callback that finds its lock free runs, and ends, within the call.
    if (isImmediate && isOver) return;
    this.holders.push(request);
    if (isOver) this.#toRun.push(request);
  }

  #fits(request: ReferenceRequest): boolean {
    const taken = this.holders.reduce((sum, holder) => sum + holder.units, 0);
    return taken + request.units <= this.capacity;
  }
}
