import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type * as Source from '../src/shared.js';
import { rounded } from './shared-timing.js';

/** What goes to another thread and back, which both await without blocking. */
export type Carrier = 'MessagePort' | 'AtomicCounter' | 'SharedQueue';

const ROUNDS = 15;
const TRIPS = 2_000;

type Shared = Pick<typeof Source, 'AtomicCounter' | 'SharedQueue'>;

/** Microseconds of one round trip, the fastest round of each; taken in turns. */
export async function timeRoundTrips(shared: Shared): Promise<Record<Carrier, number>> {
  const carriers: Carrier[] = ['MessagePort', 'AtomicCounter', 'SharedQueue'];
  const runs = await Promise.all(carriers.map((carrier) => openRun(carrier, shared)));
  const fastest = carriers.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, run] of runs.entries()) {
      const began = performance.now();
      for (let trip = 0; trip < TRIPS; trip++) await run.trip();
      const took = ((performance.now() - began) * 1_000) / TRIPS;
      fastest[index] = Math.min(fastest[index]!, took);
    }
  }
  await Promise.all(runs.map(({ worker }) => worker.terminate()));
  const rows = carriers.map((carrier, index) => [carrier, rounded(fastest[index]!)] as const);
  return Object.fromEntries(rows) as Record<Carrier, number>;
}

async function openRun(carrier: Carrier, { AtomicCounter, SharedQueue }: Shared) {
  const counters = [new AtomicCounter(), new AtomicCounter()] as const;
  const size = { capacity: 1, recordBytes: 4 };
  const queues = [new SharedQueue(size), new SharedQueue(size)] as const;
  const workerData = {
    carrier,
    counters: counters.map(({ handle }) => handle),
    queues: queues.map(({ handle }) => handle),
  };
  const file = new URL('./echo-worker.mjs', import.meta.url);
  const worker = new Worker(file, { workerData, execArgv: [] });
  await once(worker, 'message');
  const record = Int32Array.of(1);
  const trips: Record<Carrier, () => Promise<unknown>> = {
    MessagePort: () => {
      const answer = new Promise((resolve) => worker.once('message', resolve));
      worker.postMessage(record);
      return answer;
    },
    AtomicCounter: () => {
      const wanted = counters[0].increment();
      return counters[1].waitUntil((value) => value === wanted);
    },
    SharedQueue: async () => {
      await queues[0].put(record);
      return queues[1].take();
    },
  };
  return { worker, trip: trips[carrier] };
}
