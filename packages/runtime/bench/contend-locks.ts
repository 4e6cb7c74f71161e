import { Worker } from 'node:worker_threads';
import { rounded } from './shared-timing.js';

/** The ways to take a lock that two threads want: ours, and those of `multithreading`. */
export type LockProgram = 'lock' | 'acquire' | 'blockingLock' | 'asyncLock';

const ROUNDS = 5;

/** Nanoseconds for one section of one of two threads that want one lock: the middle round. */
export async function contendLocks(
  program: LockProgram,
  sections: number,
  newHandle?: () => unknown,
): Promise<number> {
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    found.push(await contendOnce(program, sections, newHandle?.()));
  }
  return rounded(found.sort((a, b) => a - b)[ROUNDS >> 1]!);
}

async function contendOnce(program: LockProgram, sections: number, handle: unknown) {
  const [lockBuffer, cell, barrier] = [0, 0, 0].map(() => new SharedArrayBuffer(4));
  const workerData = {
    ...{ program, handle, lockBuffer, sections },
    ...{ cell: new Int32Array(cell!), barrier: new Int32Array(barrier!) },
  };
  const file = new URL('./lock-contender.mjs', import.meta.url);
  const workers = [1, 2].map(() => new Worker(file, { workerData, execArgv: [] }));
  const times = workers.map(
    (worker) =>
      new Promise<number>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject);
      }),
  );
  const slower = Math.max(...(await Promise.all(times)));
  // Workers that have opened a lock of `multithreading` never end by themselves.
  await Promise.all(workers.map((worker) => worker.terminate()));
  if (workerData.cell[0] !== 2 * sections) throw new Error(`${program} loses updates`);
  return slower / sections;
}
