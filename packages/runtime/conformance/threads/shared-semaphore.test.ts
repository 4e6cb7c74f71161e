import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { SharedSemaphore } from '../../src/shared-semaphore/shared-semaphore.js';
import { sharedSemaphoreMutants } from '../../src/shared-semaphore/shared-semaphore.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { showsBug } from './shows-bug.js';

const BUILT = '@interlocked/runtime/shared';
const WORKERS = 3;
const PERMITS = 2;

const source = new MutatedSource();
afterAll(() => source.remove());

/** Lets workers hold permits; answers whether ever more were in use than there are. */
async function holdPermits(program: string, rounds: number, module = BUILT) {
  const semaphore = new SharedSemaphore(PERMITS);
  const barrier = new Int32Array(new SharedArrayBuffer(4));
  const data = new Int32Array(new SharedArrayBuffer(12));
  const workerData = {
    ...{ module, program, rounds, barrier, data },
    ...{ handle: semaphore.handle, workers: WORKERS, permits: PERMITS },
  };
  const file = new URL('./permit-worker.mjs', import.meta.url);
  const runs = Array.from({ length: WORKERS }, () => {
    const worker = new Worker(file, { workerData });
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  });
  await Promise.all(runs);
  return { hadTooMany: data[1] === 1, ended: data[2], available: semaphore.available };
}

describe('workers that share permits', () => {
  it.each([
    ['lock', 10_000],
    ['acquire', 500],
  ])(
    'never have too many, and all get theirs, with %s',
    async (program, rounds) => {
      expect(await holdPermits(program, rounds)).toEqual({
        hadTooMany: false,
        ended: WORKERS * rounds,
        available: PERMITS,
      });
    },
    60_000,
  );

  it('show the planted bug of takers that do not take turns', async () => {
    const planted = source.urlOf(sharedSemaphoreMutants[0], 'shared');
    const run = () =>
      holdPermits('lock', 20_000, planted).then(
        ({ hadTooMany, available }) => hadTooMany || available !== PERMITS,
        // Or a worker gave back what was no longer its own.
        () => true,
      );
    expect(await showsBug(run)).toBe(true);
  }, 60_000);
});
