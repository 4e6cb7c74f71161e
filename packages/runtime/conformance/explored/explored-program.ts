import { expect } from 'vitest';
import type * as asyncMutex from '../../src/async-mutex/index.js';
import type * as runtime from '../../src/index.js';
import {
  type Exploration,
  explore,
  type ExploreOptions,
  type Program,
} from '../../src/testing/index.js';
import type * as webLocks from '../../src/web-locks/index.js';
import type { Mutant } from '../mutation/mutant.js';

/** What can be explored: the entries by the module that has them. */
export interface Entries {
  readonly index: typeof runtime;
  readonly 'async-mutex/index': typeof asyncMutex;
  readonly 'web-locks/index': typeof webLocks;
}

/** A primitive in use by several tasks, and a bug in it that only some schedules show. */
export interface ExploredProgram {
  /** The primitive, by the name under which its entry exports it. */
  readonly name: string;
  readonly entry: keyof Entries;
  readonly toProgram: (entry: never) => Explore;
  readonly planted: Omit<Mutant, 'name' | 'caughtBy'>;
}

/** A program, ready to be explored. */
export type Explore = (options: ExploreOptions) => Promise<Exploration>;

export function toExplore<S>(program: Program<S>): Explore {
  return (options) => explore(program, options);
}

export type Step = (label?: string) => Promise<void>;

/** What a section does that must not overlap: reads, is held up, writes. */
export class Tally {
  count = 0;
  readonly step: Step;

  constructor(step: Step) {
    this.step = step;
  }

  increment = async (): Promise<void> => {
    const seen = this.count;
    await this.step('in between');
    // eslint-disable-next-line @interlocked/no-read-await-write -- the race that locks must prevent
    this.count = seen + 1;
  };
}

/** Describes one primitive; of the main entry unless it says otherwise. */
export function explored<E extends keyof Entries = 'index'>(
  name: string,
  toProgram: (entry: Entries[E]) => Explore,
  planted: ExploredProgram['planted'],
  entry?: E,
): ExploredProgram {
  return { name, entry: entry ?? 'index', toProgram, planted };
}

/** Three tasks that each do `visit` once; then the tally must be three. */
export function visits<S extends object>(
  make: () => S,
  visit: (state: S & { tally: Tally }) => Promise<unknown>,
): Explore {
  const program: Program<S & { tally: Tally }> = {
    setup: ({ step }) => Object.assign(make(), { tally: new Tally(step) }),
    tasks: { alice: visit, bob: visit, carol: visit },
    invariant: ({ tally }) => expect(tally.count).toBe(3),
  };
  return toExplore(program);
}
