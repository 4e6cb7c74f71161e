import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { SharedMutex } from '../../src/shared-mutex/shared-mutex.js';
import { sharedMutexMutants } from '../../src/shared-mutex/shared-mutex.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { showsBug } from './shows-bug.js';

const BUILT = '@interlocked/runtime/shared';
const WORKERS = 3;

const source = new MutatedSource();
afterAll(() => source.remove());

/** What a plain cell holds after workers counted on it, each under the lock. */
async function countUnderLock(program: string, rounds: number, module = BUILT): Promise<number> {
  const mutex = new SharedMutex();
  const barrier = new Int32Array(new SharedArrayBuffer(4));
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const workerData = {
    ...{ module, program, rounds, barrier, cell },
    ...{ handle: mutex.handle, workers: WORKERS },
  };
  const file = new URL('./locking-worker.mjs', import.meta.url);
  const runs = Array.from({ length: WORKERS }, () => {
    const worker = new Worker(file, { workerData });
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  });
  await Promise.all(runs);
  expect(mutex.isLocked).toBe(false);
  return cell[0]!;
}

describe('workers that share a lock', () => {
  it.each([
    ['lock', 30_000, 1],
    ['tryLock', 30_000, 1],
    ['acquire', 1_000, 1],
    ['runExclusive', 1_000, 1],
    ['tasks', 300, 3],
  ])(
    'lose no update with %s',
    async (program, rounds, perRound) => {
      expect(await countUnderLock(program, rounds)).toBe(WORKERS * rounds * perRound);
    },
    60_000,
  );

  it('show the bug planted in the lock', async () => {
    const planted = source.urlOf(sharedMutexMutants[0], 'shared');
    const rounds = 100_000;
    const run = () =>
      countUnderLock('tryLock', rounds, planted).then(
        (counted) => counted < WORKERS * rounds,
        // Or a worker that released found another in its place.
        () => true,
      );
    expect(await showsBug(run)).toBe(true);
  }, 60_000);
});
