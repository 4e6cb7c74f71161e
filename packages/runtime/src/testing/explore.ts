import { checkNumber } from '../internal/options.js';
import type { Program } from './program.js';
import { type Action, type Choose, ScheduleRun } from './schedule-run.js';
import { formatTimeline } from './timeline.js';

export interface ExploreOptions {
  /** How many schedules to run one after the other, simplest first; 10,000 unless given. */
  readonly maxSchedules?: number | undefined;
  /** How many random ones to add when those were not all; 1,000 unless given. */
  readonly randomSchedules?: number | undefined;
  /** Where the random ones start; 1 unless given. */
  readonly seed?: number | undefined;
  /** The `schedule` of an earlier failure, to run that one alone. */
  readonly replay?: string | undefined;
}

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

export interface Exploration {
  /** How many schedules were run. */
  readonly schedules: number;
  /** Whether these were all there are. */
  readonly isExhaustive: boolean;
  /** The simplest schedule that went wrong: of those, one with the fewest switches. */
  readonly failure: ScheduleFailure | undefined;
}

/** Thrown by {@link assertHolds}; its message has the timeline. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
  readonly failure: ScheduleFailure;

  constructor(failure: ScheduleFailure) {
    const { message, timeline, schedule } = failure;
    super(`${message}\n\n${timeline}\n\nreplay: '${schedule}'`, { cause: failure.cause });
    this.failure = failure;
  }
}

/**
 * Runs a small program under every schedule of the calls that it wraps, simplest first, and tells
 * the first that goes wrong.
 *
 * - **Blocking:** never; it resolves when it has found a failure or run all it may.
 * - **Ordering:** schedules with fewer switches between tasks come first. What lies between two
 *   wrapped calls of a task is one step. While it runs, global timers and `performance.now` are
 *   its own, and time passes only as a step.
 * - **Errors:** what `setup` and `teardown` throw; what tasks and the invariant throw is a failure
 *   of the schedule.
 * - **Cost:** one execution of the program for each schedule.
 */
export async function explore<S>(
  program: Program<S>,
  options: ExploreOptions = {},
): Promise<Exploration> {
  const { maxSchedules = 10_000, randomSchedules = 1_000, seed = 1, replay } = options;
  checkNumber('maxSchedules', maxSchedules, 0);
  checkNumber('randomSchedules', randomSchedules, 0);
  checkNumber('seed', seed, -Infinity);
  const search = new Search(program);
  if (replay !== undefined) {
    await search.run(replay.split('.').map(Number), firstOf);
    return search.toResult(false);
  }
  const isExhaustive = await search.runAll(maxSchedules);
  if (!isExhaustive) await search.runRandomly(randomSchedules, seed);
  return search.toResult(isExhaustive);
}

/** {@link explore} that throws a {@link ScheduleError} if a schedule goes wrong. */
export async function assertHolds<S>(
  program: Program<S>,
  options?: ExploreOptions,
): Promise<Exploration> {
  const result = await explore(program, options);
  if (result.failure) throw new ScheduleError(result.failure);
  return result;
}

interface Decision {
  readonly chosen: number;
  /** What each action would cost: a switch from a task that could go on costs 1. */
  readonly costs: readonly number[];
}

const firstOf: Choose = () => 0;

class Search<S> {
  #schedules = 0;
  #failure: ScheduleFailure | undefined;
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
        if (this.#schedules >= maxSchedules) return false;
        const decisions = await this.run(prefix, firstOf);
        if (this.#failure) return false;
        const next = findNextPrefix(decisions, maxSwitches);
        wasCut ||= next.wasCut;
        ({ prefix } = next);
      }
      if (!wasCut) return true;
    }
  }

  async runRandomly(count: number, seed: number): Promise<void> {
    const random = mulberry32(seed);
    for (let i = 0; i < count && !this.#failure; i++) {
      await this.run([], (actions) => Math.floor(random() * actions.length));
    }
  }

  /** Follows `prefix` and then `choose`. */
  async run(prefix: readonly number[], choose: Choose): Promise<Decision[]> {
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
    this.#schedules++;
    if (error) {
      this.#failure = {
        message: error.message,
        schedule: decisions.map(({ chosen }) => chosen).join('.'),
        timeline: formatTimeline(run.timeline),
        cause: error.cause,
      };
    }
    return decisions;
  }

  toResult(isExhaustive: boolean): Exploration {
    return { schedules: this.#schedules, isExhaustive, failure: this.#failure };
  }
}

function toCosts(actions: readonly Action[], last: string): number[] {
  const canGoOn = actions[0]!.task === last;
  return actions.map(({ task }, index) => (index > 0 && canGoOn && task !== last ? 1 : 0));
}

/** The next schedule in order of depth that costs at most `maxSwitches`. */
function findNextPrefix(
  decisions: readonly Decision[],
  maxSwitches: number,
): { prefix: number[] | undefined; wasCut: boolean } {
  const chosen = decisions.map((decision) => decision.chosen);
  const spentUntil = decisions.map((_, i) =>
    decisions.slice(0, i).reduce((sum, { chosen: c, costs }) => sum + costs[c]!, 0),
  );
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

/** A small generator of good quality whose whole state is one number: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
