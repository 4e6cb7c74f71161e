import { Worker } from 'node:worker_threads';
import { killQueueWorkers } from '../conformance/threads/killed-queue-workers.js';
import { killWorkers } from '../conformance/threads/killed-workers.js';
import { mulberry32 } from '../src/testing/mulberry32.js';
import { AtomicCounter, SharedMutex, SharedQueue } from '../src/shared.js';
import { rounded, writeResult } from './shared-timing.js';

/** What `npm test` does in a moment, for as long as it takes to trust it. */
const WORKERS = 4;
const INCREMENTS = 10 ** 9;
const KILLING_MS = 60_000;
const seed = Number(process.argv[2] ?? Date.now() % 2 ** 31);
const module = '@interlocked/runtime/shared';

/** Lets workers increment one counter, and answers what is lost. */
async function countALot() {
  const counter = new AtomicCounter();
  const rounds = INCREMENTS / WORKERS;
  const began = performance.now();
  const ends = Array.from({ length: WORKERS }, () => {
    const file = new URL('./soak-worker.mjs', import.meta.url);
    const worker = new Worker(file, { workerData: { handle: counter.handle, rounds } });
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  });
  await Promise.all(ends);
  const seconds = rounded((performance.now() - began) / 1_000);
  return { increments: INCREMENTS, workers: WORKERS, lost: INCREMENTS - counter.value, seconds };
}

/** Terminates workers for a minute. */
function forAMinute() {
  const end = performance.now() + KILLING_MS;
  return () => performance.now() >= end;
}

const counted = await countALot();
const survived = await killWorkers(new SharedMutex(), module, forAMinute(), mulberry32(seed));
const queue = new SharedQueue({ capacity: 64, recordBytes: 4 });
const passed = await killQueueWorkers(queue, module, forAMinute(), mulberry32(seed));

writeResult('soak', {
  seed,
  AtomicCounter: counted,
  'SharedMutex, workers terminated for a minute': survived,
  'SharedQueue, workers terminated for a minute': passed,
});

const isWhole = survived.updates >= survived.sections && !survived.isBroken && !passed.more;
if (counted.lost !== 0 || !isWhole) throw new Error('Something was lost; see the result file.');
