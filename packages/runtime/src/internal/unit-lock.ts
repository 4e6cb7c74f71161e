import type { Guard } from '../guard.js';
import type { AcquireOptions } from './options.js';
import { Waiter, type WaitQueue } from './wait-queue.js';

/**
 * Units, of which holders take some each: the engine of `Semaphore` and `RWLock`.
 *
 * The first waiter is let in as soon as its units are free, and nobody passes it, so a large
 * request is not overtaken for ever. Invariant: the first waiter never fits, except while
 * `#letIn` runs; so units that are free suffice for none of the waiters that were passed.
 */
export class UnitLock {
  free: number;
  readonly capacity: number;
  readonly #waiters: WaitQueue<UnitGuard> = new Waiter();

  constructor(capacity: number) {
    this.free = this.capacity = capacity;
    // The first in line may have kept out others that fit.
    this.#waiters.onLeave = () => this.#letIn();
  }

  get isLocked(): boolean {
    return this.free < this.capacity;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  /** Whether `units` would be granted without a wait. */
  admits(units: number): boolean {
    return this.#waiters.length === 0 && units <= this.free;
  }

  tryAcquire(units: number): UnitGuard | undefined {
    if (!this.admits(units)) return undefined;
    this.free -= units;
    return new UnitGuard(this, units);
  }

  take(units: number, options: AcquireOptions | undefined): UnitGuard | Promise<UnitGuard> {
    const guard = this.tryAcquire(units);
    if (guard !== undefined) return guard;
    const turn = this.#waiters.wait(new UnitGuard(this, units), options);
    // Its priority may have put it before one that does not fit.
    this.#letIn();
    return turn;
  }

  /** Takes back what `guard` holds, down to `kept` units. */
  release(guard: UnitGuard, kept = 0): void {
    // A guard that holds nothing can give back nothing: over-release is impossible.
    this.free += guard.units - kept;
    guard.units = kept;
    this.#letIn();
    if (this.free === this.capacity) this.onFree();
  }

  /** The moment at which nobody holds anything or waits. */
  protected onFree(): void {}

  #letIn(): void {
    while (this.#waiters.length > 0 && this.#waiters.first().units <= this.free) {
      this.free -= this.#waiters.first().units;
      this.#waiters.grant();
    }
  }
}

/** The guard of a {@link UnitLock}, and the waiter that became it. */
export class UnitGuard extends Waiter implements Guard {
  readonly lock: UnitLock;
  /** How many units it holds, or waits for; 0 once released. */
  units: number;

  constructor(lock: UnitLock, units: number) {
    super();
    this.lock = lock;
    this.units = units;
  }

  release(): void {
    if (this.units > 0) this.lock.release(this);
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
