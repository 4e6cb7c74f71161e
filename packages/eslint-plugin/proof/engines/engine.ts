import type { State } from '../shapes.js';

/** A real data store that programs run against. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Variables by which a program finds the engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Back to one account with the given counter and other column, and nothing else. */
  reset(n: number, other?: number): Promise<void>;
  state(): Promise<State>;
  /** Whether a transaction holds a lock on the account. */
  isLocked?(): Promise<boolean>;
  stop(): Promise<void>;
}
