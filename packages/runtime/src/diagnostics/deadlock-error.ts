import { InterlockedError } from '../errors.js';

/** One link of a deadlock: a task waits for a lock that the next one holds. */
export interface DeadlockLink {
  /** The lock that is waited for. */
  readonly lock: string;
  /** For how long its holder has held it. */
  readonly heldForMs: number;
  /** Where its holder acquired it. */
  readonly acquiredAt: string;
}

/** Thrown at the wait that would close a circle of tasks which wait for each other. */
export class DeadlockError extends InterlockedError {
  readonly cycle: readonly DeadlockLink[];

  constructor(cycle: readonly DeadlockLink[]) {
    const links = cycle.map(
      ({ lock, heldForMs, acquiredAt }) =>
        `  waits for ${lock}, held for ${heldForMs} ms, acquired ${acquiredAt}`,
    );
    super(
      'ERR_DEADLOCK',
      `This wait would never end:\n${links.join('\n')}\nTake locks in one order, and none twice.`,
    );
    this.name = 'DeadlockError';
    this.cycle = cycle;
  }
}
