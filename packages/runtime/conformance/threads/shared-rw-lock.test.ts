import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { SharedRWLock } from '../../src/shared-rw-lock/shared-rw-lock.js';
import { sharedRWLockMutants } from '../../src/shared-rw-lock/shared-rw-lock.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { showsBug } from './shows-bug.js';

const BUILT = '@interlocked/runtime/shared';
const WORKERS = 3;

const source = new MutatedSource();
afterAll(() => source.remove());

/** Lets workers read and write in turns; answers what they wrote and whether one read half of it. */
async function readAndWrite(program: string, rounds: number, module = BUILT) {
  const lock = new SharedRWLock({ readers: 2 });
  const barrier = new Int32Array(new SharedArrayBuffer(4));
  const data = new Int32Array(new SharedArrayBuffer(12));
  const workerData = {
    ...{ module, program, rounds, barrier, data },
    ...{ handle: lock.handle, workers: WORKERS },
  };
  const file = new URL('./rw-worker.mjs', import.meta.url);
  const runs = Array.from({ length: WORKERS }, () => {
    const worker = new Worker(file, { workerData });
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  });
  await Promise.all(runs);
  return { writes: data[0], sawHalf: data[2] === 1 };
}

describe('workers that read and write', () => {
  it.each([
    ['lock', 10_000],
    ['acquire', 500],
  ])(
    'lose no write and see none half done, with %s',
    async (program, rounds) => {
      const writes = (WORKERS * rounds) / 2;
      expect(await readAndWrite(program, rounds)).toEqual({ writes, sawHalf: false });
    },
    60_000,
  );

  it('show the planted bug of a writer that does not wait for readers', async () => {
    const planted = source.urlOf(sharedRWLockMutants[0], 'shared');
    const run = async () => (await readAndWrite('lock', 50_000, planted)).sawHalf;
    expect(await showsBug(run)).toBe(true);
  }, 60_000);
});
