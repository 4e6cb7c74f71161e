import { checkNumber } from '../internal/options.js';
import { withPromisedTimers } from './promised-timers.js';
import type { Program } from './program.js';
import { type ScheduleFailure, Search } from './search.js';

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
 * Runs a small program under every schedule of its suspensions, simplest first, and tells the first
 * that goes wrong.
 *
 * - **Blocking:** never; it resolves when it has found a failure or run all it may.
 * - **Ordering:** schedules with fewer switches between tasks come first. A task can be held at
 *   each wrapped call, each `step`, and, in files that the plugin, transformer or loader of this
 *   package has seen, each `await`; what lies between two of these is one step. While it runs,
 *   timers, `Date` and `performance.now` are its own, and time passes only as a step.
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
  const isExhaustive = await withPromisedTimers(async () => {
    if (replay !== undefined) return search.replay(replay);
    if (await search.runAll(maxSchedules)) return true;
    await search.runRandomly(randomSchedules, seed);
    return false;
  });
  return { schedules: search.schedules, isExhaustive, failure: search.failure };
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
