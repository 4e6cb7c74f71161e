import { afterAll, describe, expect, it } from 'vitest';
import type * as Shared from '../../src/shared.js';
import { SharedQueue } from '../../src/shared-queue/shared-queue.js';
import { sharedQueueMutants } from '../../src/shared-queue/shared-queue.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { seed } from '../seed.js';
import { killQueueWorkers } from './killed-queue-workers.js';
import { mulberry32 } from '../../src/testing/mulberry32.js';
import { showsBug } from './shows-bug.js';

const KILLS = 20;
const isOver = (kills: number) => kills === KILLS;
const size = { capacity: 4, recordBytes: 4 };
/** Each worker that ends may have begun to put one number, or have taken one and not noted it. */
const MOST_LOST = KILLS + 4;

const source = new MutatedSource();
afterAll(() => source.remove());

describe(`workers at a queue terminated at random (seed ${seed})`, () => {
  it('leave nobody stuck, and no number comes out twice', async () => {
    const module = '@interlocked/runtime/shared';
    const passed = await killQueueWorkers(new SharedQueue(size), module, isOver, mulberry32(seed));
    expect(passed.more).toBe(0);
    expect(passed.lost).toBeLessThanOrEqual(MOST_LOST);
    expect(passed.once).toBeGreaterThan(KILLS);
  }, 60_000);

  it('show the planted bug of those who block and do not take turns', async () => {
    const mutant = sharedQueueMutants[0];
    const planted = (await source.load(mutant, 'shared')) as unknown as typeof Shared;
    const module = source.urlOf(mutant, 'shared');
    const run = () =>
      killQueueWorkers(new planted.SharedQueue(size), module, isOver, mulberry32(seed)).then(
        ({ more, lost }) => more > 0 || lost > MOST_LOST,
        // Or a worker ended a turn that was no longer its own.
        () => true,
      );
    expect(await showsBug(run)).toBe(true);
  }, 60_000);
});
