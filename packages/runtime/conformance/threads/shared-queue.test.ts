import { afterAll, describe, expect, it } from 'vitest';
import { sharedQueueMutants } from '../../src/shared-queue/shared-queue.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { isWhole, passRecords } from './pass-records.js';
import { showsBug } from './shows-bug.js';

const WORKERS = 2;

const source = new MutatedSource();
afterAll(() => source.remove());

describe('workers that pass records through a small queue', () => {
  it.each([
    ['putBlocking', 'takeBlocking', 20_000],
    ['put', 'take', 1_000],
    ['tryPut', 'tryTake', 10_000],
    ['tryPut', 'takeBlocking', 5_000],
    ['putBlocking', 'take', 2_000],
  ] as const)(
    'lose none, get none twice, and keep the order, with %s and %s',
    async (puts, takes, rounds) => {
      const taken = await passRecords({ puts, takes, workers: WORKERS, rounds });
      expect(isWhole(taken, WORKERS * rounds, rounds)).toBe(true);
    },
    60_000,
  );

  it('show the planted bug of those who try and do not take turns', async () => {
    const mutant = sharedQueueMutants.find(({ caughtBy }) => caughtBy === 'hammer')!;
    const module = source.urlOf(mutant, 'shared');
    const rounds = 10_000;
    const run = () =>
      passRecords({ puts: 'tryPut', takes: 'tryTake', workers: WORKERS, rounds, module }).then(
        (taken) => !isWhole(taken, WORKERS * rounds, rounds),
        // Or a worker ended a turn that was no longer its own.
        () => true,
      );
    expect(await showsBug(run)).toBe(true);
  }, 60_000);
});
