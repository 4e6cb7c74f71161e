import { Worker } from 'node:worker_threads';
import { AtomicCounter } from '../../src/atomic-counter/atomic-counter.js';
import type { SharedQueue } from '../../src/shared-queue/shared-queue.js';

/** How many different numbers there are; enough for as long as it is tested. */
const NUMBERS = 20_000_000;

export interface Passed {
  readonly kills: number;
  /** Numbers that came out, once, or more often. */
  readonly once: number;
  readonly more: number;
  /** Numbers that somebody began to put and that never came out. */
  readonly lost: number;
}

/** Lets workers put and take, and terminates one after the other, wherever it happens to be. */
export async function killQueueWorkers(
  queue: SharedQueue,
  module: string,
  isOver: (kills: number) => boolean,
  random: () => number,
): Promise<Passed> {
  const taken = new Int32Array(new SharedArrayBuffer(4 * NUMBERS));
  const numbers = new AtomicCounter();
  const shared = { module, queue: queue.handle, numbers: numbers.handle, taken };
  const failed = new AbortController();
  const start = (isPutter: boolean) => {
    const file = new URL('./mortal-queue-worker.mjs', import.meta.url);
    const worker = new Worker(file, { workerData: { ...shared, isPutter } });
    queue.adopt(worker);
    worker.once('error', (error) => failed.abort(error));
    return worker;
  };
  const workers = [true, true, false, false].map(start);
  let kills = 0;
  for (; !isOver(kills); kills++) {
    await progress(numbers, 1 + Math.floor(random() * 2_000), failed.signal);
    const victim = Math.floor(random() * workers.length);
    await workers[victim]!.terminate();
    workers[victim] = start(victim < 2);
  }
  queue.close();
  await Promise.all(workers.map(untilExit));
  failed.signal.throwIfAborted();
  return { kills, ...summarise(taken, numbers.value) };
}

/** Resolves when so many more numbers were begun, which they are unless somebody is stuck. */
async function progress(numbers: AtomicCounter, more: number, failed: AbortSignal): Promise<void> {
  const goal = Math.min(numbers.value + more, NUMBERS);
  while (numbers.value < goal) {
    failed.throwIfAborted();
    await new Promise(setImmediate);
  }
}

function untilExit(worker: Worker): Promise<unknown> {
  if (worker.threadId === -1) return Promise.resolve();
  return new Promise((resolve) => worker.once('exit', resolve));
}

function summarise(taken: Int32Array, begun: number): Omit<Passed, 'kills'> {
  const counts = taken.subarray(0, Math.min(begun, NUMBERS));
  const countOf = (is: (count: number) => boolean) =>
    counts.reduce((sum, count) => sum + Number(is(count)), 0);
  return {
    once: countOf((count) => count === 1),
    more: countOf((count) => count > 1),
    lost: countOf((count) => count === 0),
  };
}
