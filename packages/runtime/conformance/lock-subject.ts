import type { AcquireOptions, Guard } from '../src/index.js';
import type { Style } from './reference/reference-lock.js';

/** A promise that every kind of lock may claim; each has a file in `laws/`. */
export type LockLaw = 'exclusion' | 'order' | 'cancellation' | 'wake-up' | 'leak';

/** Any lock, seen as units that are taken from a capacity, per key. */
export interface LockUnderTest {
  acquire?(key: number, units: number, options?: AcquireOptions): Promise<Guard>;
  tryAcquire?(key: number, units: number): Guard | undefined;
  run(key: number, units: number, fn: () => unknown, options?: AcquireOptions): Promise<unknown>;
  /** Turns a guard of all units into a guard of one. */
  downgrade?(guard: Guard): void;
  /** Left out by what claims neither order, cancellation nor leak. */
  isLocked?(key: number): boolean;
  waiting?(key: number): number;
  /** How many keys it keeps an entry for. */
  entries?(): number;
}

/** What the laws of a lock run against; a primitive's `*.laws.ts` exports one. */
export interface LockSubject {
  readonly name: string;
  readonly laws: readonly LockLaw[];
  /** How many keys the histories use. */
  readonly keys: number;
  /** How many units of one key may be held at once. */
  readonly capacity: number;
  /** The numbers of units that a request may ask for. */
  readonly units: readonly number[];
  /** The ways in which it can be held; all of them unless given. */
  readonly styles?: readonly Style[];
  readonly canDowngrade?: boolean;
  build(): LockUnderTest;
}
