import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, it } from 'vitest';
import type { SharedMutex } from '../../src/shared-mutex/shared-mutex.js';
import { sharedMutexMutants } from '../../src/shared-mutex/shared-mutex.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { showsBug } from './shows-bug.js';

/** The package as it was built, which is what users run. */
const BUILT = '@interlocked/runtime/shared';

/** Where threads that block for the lock sleep. */
const WORD = 4;

const source = new MutatedSource();
afterAll(() => source.remove());

/**
 * One worker gives up its wait for a lock and stays busy; another blocks for the lock. Answers how
 * many sleep on when the lock is free.
 */
async function countSleepers(module: string): Promise<number> {
  const { SharedMutex: Mutex } = (await import(/* @vite-ignore */ module)) as {
    SharedMutex: typeof SharedMutex;
  };
  const mutex = new Mutex();
  const words = new Int32Array(mutex.handle.buffer);
  const over = new Int32Array(new SharedArrayBuffer(4));
  const start = (role: string) => {
    const file = new URL('./giving-up-worker.mjs', import.meta.url);
    return new Worker(file, { workerData: { module, handle: mutex.handle, role, over } });
  };
  const guard = mutex.lock();
  const busy = start('gives up, and is busy');
  await once(busy, 'message');
  const blocked = start('blocks');
  const ends = [busy, blocked].map((worker) => once(worker, 'exit'));
  // A notification that wakes somebody proves that it slept; it sleeps again at once.
  for (let asleep = 0; asleep < 3;) {
    await setImmediate();
    asleep += Atomics.notify(words, WORD);
  }
  await setImmediate();
  guard.release();
  const sleepers = Atomics.notify(words, WORD);
  Atomics.store(over, 0, 1);
  await Promise.all(ends);
  return sleepers;
}

it('a wait that was given up keeps no wake-up from the others while its thread is busy', async () => {
  for (let attempt = 0; attempt < 5; attempt++) expect(await countSleepers(BUILT)).toBe(0);
});

it('the planted bug shows: a wake-up goes to a wait that was given up', async () => {
  const planted = sharedMutexMutants.find(({ name }) => name.includes('was given up'))!;
  const module = source.urlOf(planted, 'shared');
  expect(await showsBug(async () => (await countSleepers(module)) > 0)).toBe(true);
});
