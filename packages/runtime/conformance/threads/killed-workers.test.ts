import { afterAll, describe, expect, it } from 'vitest';
import type * as Shared from '../../src/shared.js';
import { SharedMutex } from '../../src/shared-mutex/shared-mutex.js';
import { sharedMutexMutants } from '../../src/shared-mutex/shared-mutex.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { seed } from '../seed.js';
import { killWorkers } from './killed-workers.js';
import { mulberry32 } from '../../src/testing/mulberry32.js';
import { showsBug } from './shows-bug.js';

const KILLS = 20;
const isOver = (kills: number) => kills === KILLS;

const source = new MutatedSource();
afterAll(() => source.remove());

describe(`workers terminated at random (seed ${seed})`, () => {
  it('lose no update, leave no lock stuck, and every survivor is told', async () => {
    const module = '@interlocked/runtime/shared';
    const found = await killWorkers(new SharedMutex(), module, isOver, mulberry32(seed));
    expect(found.isBroken).toBe(false);
    expect(found.abandoned).toBeGreaterThan(0);
    expect(found.abandoned).toBeLessThanOrEqual(KILLS);
    // One that died after its first write had updated, and may not have told of it.
    expect(found.updates).toBeGreaterThanOrEqual(found.sections);
    expect(found.updates).toBeLessThanOrEqual(found.sections + KILLS);
  }, 60_000);

  it('show the planted bug of a death that is not told', async () => {
    const mutant = sharedMutexMutants.find(({ name }) => name.startsWith('a dead owner leaves'))!;
    const planted = (await source.load(mutant, 'shared')) as unknown as typeof Shared;
    const module = source.urlOf(mutant, 'shared');
    const run = async () =>
      (await killWorkers(new planted.SharedMutex(), module, isOver, mulberry32(seed))).isBroken;
    expect(await showsBug(run)).toBe(true);
  }, 60_000);
});
