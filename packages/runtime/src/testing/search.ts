import { mulberry32 } from './mulberry32.js';
import type { Program } from './program.js';
import { type Action, type Choose, ScheduleRun } from './schedule-run.js';
import { formatTimeline } from './timeline.js';

/** A schedule that went wrong. */
export interface ScheduleFailure {
  /** What went wrong. */
  readonly message: string;
  /** Runs the same again as `replay`. */
  readonly schedule: string;
  /** What each task did, in order, one column for each. */
  readonly timeline: string;
  readonly cause: unknown;
}

interface Decision {
  readonly chosen: number;
  /** What each action would cost: a switch from a task that could go on costs 1. */
  readonly costs: readonly number[];
}

const firstOf: Choose = () => 0;

/** The schedules of one program that were run, up to the one that went wrong. */
export class Search<S> {
  schedules = 0;
  failure: ScheduleFailure | undefined;
  readonly #program: Program<S>;

  constructor(program: Program<S>) {
    this.#program = program;
  }

  /** Every schedule of no switch, then of at most one, and so on; answers whether that was all. */
  async runAll(maxSchedules: number): Promise<boolean> {
    for (let maxSwitches = 0; ; maxSwitches++) {
      let wasCut = false;
      let prefix: number[] | undefined = [];
      while (prefix !== undefined) {
        if (this.schedules >= maxSchedules) return false;
        const decisions = await this.#run(prefix, firstOf);
        if (this.failure) return false;
        const next = findNextPrefix(decisions, maxSwitches);
        wasCut ||= next.wasCut;
        ({ prefix } = next);
      }
      if (!wasCut) return true;
    }
  }

  async runRandomly(count: number, seed: number): Promise<void> {
    const random = mulberry32(seed);
    for (let i = 0; i < count && !this.failure; i++) {
      const decisions = await this.#run([], (actions) => Math.floor(random() * actions.length));
      if (this.failure) await this.#simplify(decisions);
    }
  }

  /** Runs the schedule alone that an earlier failure told. */
  async replay(schedule: string): Promise<false> {
    await this.#run(schedule.split('.').map(Number), firstOf);
    return false;
  }

  /** Takes back one switch after the other, as long as it still goes wrong. */
  async #simplify(decisions: readonly Decision[]): Promise<void> {
    for (let i = 0; i < decisions.length; i++) {
      if (decisions[i]!.chosen === 0) continue;
      const { failure } = this;
      const prefix = decisions.map(({ chosen }, at) => (at === i ? 0 : chosen));
      const shorter = await this.#run(prefix, firstOf);
      if (this.failure !== failure && isSimpler(shorter, decisions)) return this.#simplify(shorter);
      this.failure = failure;
    }
  }

  /** Follows `prefix` and then `choose`. */
  async #run(prefix: readonly number[], choose: Choose): Promise<Decision[]> {
    const decisions: Decision[] = [];
    let last = '';
    const run = new ScheduleRun(this.#program, (actions) => {
      const wanted = prefix[decisions.length] ?? choose(actions);
      const chosen = Math.min(wanted, actions.length - 1);
      decisions.push({ chosen, costs: toCosts(actions, last) });
      if (!actions[chosen]!.isTime) last = actions[chosen]!.task;
      return chosen;
    });
    const error = await run.execute();
    this.schedules++;
    if (error) {
      this.failure = {
        message: error.message,
        schedule: decisions.map(({ chosen }) => chosen).join('.'),
        timeline: formatTimeline(run.timeline),
        cause: error.cause,
      };
    }
    return decisions;
  }
}

function toCosts(actions: readonly Action[], last: string): number[] {
  const canGoOn = actions[0]!.task === last;
  return actions.map(({ task }, index) => (index > 0 && canGoOn && task !== last ? 1 : 0));
}

function isSimpler(some: readonly Decision[], others: readonly Decision[]): boolean {
  const [switches, otherSwitches] = [countSwitches(some), countSwitches(others)];
  return switches === otherSwitches ? some.length < others.length : switches < otherSwitches;
}

function countSwitches(decisions: readonly Decision[]): number {
  return decisions.reduce((sum, { chosen, costs }) => sum + costs[chosen]!, 0);
}

/** The next schedule in order of depth that costs at most `maxSwitches`. */
function findNextPrefix(
  decisions: readonly Decision[],
  maxSwitches: number,
): { prefix: number[] | undefined; wasCut: boolean } {
  const chosen = decisions.map((decision) => decision.chosen);
  const spentUntil = decisions.map((_, i) => countSwitches(decisions.slice(0, i)));
  let wasCut = false;
  for (let i = decisions.length - 1; i >= 0; i--) {
    const { costs } = decisions[i]!;
    for (let other = chosen[i]! + 1; other < costs.length; other++) {
      if (spentUntil[i]! + costs[other]! <= maxSwitches) {
        return { prefix: [...chosen.slice(0, i), other], wasCut };
      }
      wasCut = true;
    }
  }
  return { prefix: undefined, wasCut };
}
