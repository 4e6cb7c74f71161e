import type { DeadlockLink } from './deadlock-error.js';

/** A task: whatever runs under a lock, within the task that started it. */
export interface Scope {
  readonly parent: Scope | undefined;
}

/** A hold or a wait of one task. */
export interface Stake {
  readonly lock: object;
  readonly scope: Scope | undefined;
  sinceMs: number;
  readonly at: string;
}

/** Who holds what, and who waits for what. */
export class WaitsFor {
  readonly holds = new Map<object, Stake>();
  readonly waits = new Map<object, Stake>();

  holdersOf(lock: object): Stake[] {
    return [...this.holds.values()].filter((hold) => hold.lock === lock);
  }

  waitersOf(lock: object): Stake[] {
    return [...this.waits.values()].filter((wait) => wait.lock === lock);
  }

  /**
   * The circle that a wait of `scope` for `lock` would close, or nothing.
   *
   * A lock frees nobody as long as every one of its holders is the task itself, one it runs
   * within, or one in which something waits for such a lock.
   */
  findCycle(
    scope: Scope | undefined,
    lock: object,
    describe: (hold: Stake) => DeadlockLink,
    seen = new Set<object>(),
  ): DeadlockLink[] | undefined {
    if (scope === undefined || seen.has(lock)) return undefined;
    seen.add(lock);
    let cycle: DeadlockLink[] | undefined;
    for (const hold of this.holdersOf(lock)) {
      const rest = this.#findBlock(scope, hold, describe, seen);
      if (rest === undefined) return undefined;
      cycle = [describe(hold), ...rest];
    }
    return cycle;
  }

  #findBlock(
    scope: Scope,
    hold: Stake,
    describe: (hold: Stake) => DeadlockLink,
    seen: Set<object>,
  ): DeadlockLink[] | undefined {
    if (hold.scope === undefined) return undefined;
    if (isWithin(scope, hold.scope)) return [];
    for (const wait of this.waits.values()) {
      if (wait.scope === undefined || !isWithin(wait.scope, hold.scope)) continue;
      const cycle = this.findCycle(scope, wait.lock, describe, seen);
      if (cycle !== undefined) return cycle;
    }
    return undefined;
  }
}

function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at === outer) return true;
  }
  return false;
}
