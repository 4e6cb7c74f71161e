import { Worker } from 'node:worker_threads';
import type { SharedMutex } from '../../src/shared-mutex/shared-mutex.js';

/** Words of the memory that the lock protects, and of what workers tell. */
export const At = {
  FIRST: 0,
  SECOND: 1,
  SECTIONS: 2,
  ABANDONED: 3,
  IS_BROKEN: 4,
  STOP: 5,
} as const;

export interface Survived {
  /** Sections that were ended, and updates that the protected memory shows. */
  readonly sections: number;
  readonly updates: number;
  /** How often a holder was told that the one before had died. */
  readonly abandoned: number;
  /** Whether a holder that was told nothing found things half done. */
  readonly isBroken: boolean;
  /** How many workers were terminated. */
  readonly kills: number;
}

/**
 * Lets workers share a lock and terminates one after the other, wherever it happens to be, until
 * `isOver` says that so many are enough.
 */
export async function killWorkers(
  mutex: SharedMutex,
  module: string,
  isOver: (kills: number) => boolean,
  random: () => number,
): Promise<Survived> {
  const data = new Int32Array(new SharedArrayBuffer(24));
  const start = () => {
    const worker = new Worker(new URL('./mortal-worker.mjs', import.meta.url), {
      workerData: { module, handle: mutex.handle, data, At },
    });
    mutex.adopt(worker);
    return worker;
  };
  const workers = [start(), start(), start()];
  let kills = 0;
  for (; !isOver(kills); kills++) {
    await progress(data, 1 + Math.floor(random() * 40));
    const victim = Math.floor(random() * workers.length);
    await workers[victim]!.terminate();
    workers[victim] = start();
  }
  Atomics.store(data, At.STOP, 1);
  await Promise.all(
    workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve))),
  );
  const { abandoned } = mutex.tryLock()!;
  const [updates = 0, , sections = 0, told = 0, isBroken] = data;
  const isToldOf = told + Number(abandoned);
  return { sections, updates, abandoned: isToldOf, isBroken: isBroken === 1, kills };
}

/** Resolves when so many more sections have ended, which they do unless the lock is stuck. */
async function progress(data: Int32Array, sections: number): Promise<void> {
  const goal = Atomics.load(data, At.SECTIONS) + sections;
  while (Atomics.load(data, At.SECTIONS) < goal) await new Promise(setImmediate);
}
