import { afterAll, describe, expect, it } from 'vitest';
import * as asyncMutex from '../../src/async-mutex/index.js';
import * as runtime from '../../src/index.js';
import * as webLocks from '../../src/web-locks/index.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { exploredGatherings } from './explored-gatherings.js';
import { exploredLocks } from './explored-locks.js';
import { type Entries, visits } from './explored-program.js';

const options = { maxSchedules: 1_000, randomSchedules: 100 };
const entries: Entries = {
  index: runtime,
  'async-mutex/index': asyncMutex,
  'web-locks/index': webLocks,
};
const programs = [...exploredLocks, ...exploredGatherings];

const source = new MutatedSource();
afterAll(() => source.remove());

describe('under every schedule', () => {
  it('the race is found where there is no lock', async () => {
    const unlocked = visits(
      () => ({}),
      ({ tally }) => tally.increment(),
    );
    const { failure } = await unlocked(options);
    expect(failure?.message).toMatch(/expected [12] to be 3/);
  });

  it('every primitive of one thread is explored', () => {
    const primitives = Object.keys(runtime).filter(
      (name) => !/^(?:Atomic|Shared|Striped|create|join)|Error$/.test(name),
    );
    expect(programs.map(({ name }) => name)).toEqual(expect.arrayContaining(primitives));
  });

  describe.each(programs)('$name', ({ name, entry, toProgram, planted }) => {
    it('keeps what it promises', async () => {
      const { failure, schedules } = await toProgram(entries[entry] as never)(options);
      expect(failure?.message).toBeUndefined();
      expect(schedules).toBeGreaterThan(5);
    });

    it('would not with a planted bug', async () => {
      const mutant = { name, caughtBy: 'exploration', ...planted };
      const broken = await source.load(mutant, entry);
      const { failure } = await toProgram(broken as never)(options);
      expect(failure?.timeline).toBeDefined();
    });
  });
});
