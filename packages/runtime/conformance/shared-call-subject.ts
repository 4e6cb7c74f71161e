import type { WaitOptions } from '../src/index.js';

/** A way to share one call among callers, per key. */
export interface SharedCallUnderTest {
  run(key: number, fn: () => Promise<unknown>, options?: WaitOptions): Promise<unknown>;
  /** How many runs are under way. */
  size(): number;
  forget?(key: number): void;
}

/** What the law of shared calls runs against. */
export interface SharedCallSubject {
  readonly name: string;
  readonly keys: number;
  /** Whether a run that succeeded answers all later callers too. */
  readonly isFinal: boolean;
  build(): SharedCallUnderTest;
}
