import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { atomicCounterMutants } from '../../src/atomic-counter/atomic-counter.mutants.js';
import { StripedCounter } from '../../src/striped-counter/striped-counter.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { showsBug } from './shows-bug.js';

const source = new MutatedSource();
afterAll(() => source.remove());

const WORKERS = 3;
const ROUNDS = 100_000;

/** Runs workers that add to one striped counter together. */
async function addTogether(
  stripes: number,
  module = '@interlocked/runtime/shared',
  rounds = ROUNDS,
): Promise<StripedCounter> {
  const counter = new StripedCounter({ stripes });
  const barrier = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { module, handle: counter.handle, barrier, workers: WORKERS, rounds };
  const file = new URL('./striping-worker.mjs', import.meta.url);
  await Promise.all(
    Array.from({ length: WORKERS }, () => {
      const worker = new Worker(file, { workerData });
      return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
    }),
  );
  return counter;
}

describe('workers that add to one striped counter together', () => {
  it.each([1, 2, 8])('lose nothing on %d stripes', async (stripes) => {
    const counter = await addTogether(stripes);
    expect(counter.sum()).toBe(WORKERS * ROUNDS * 2);
    expect(counter.sumThenReset()).toBe(WORKERS * ROUNDS * 2);
  });

  it('show the bug planted in the increment, where they share a stripe', async () => {
    const planted = source.urlOf(atomicCounterMutants[0], 'shared');
    // So long that workers run at once even where they share few processors.
    const rounds = 20 * ROUNDS;
    const run = async () => (await addTogether(1, planted, rounds)).sum() !== WORKERS * rounds * 2;
    expect(await showsBug(run)).toBe(true);
  }, 60_000);
});
