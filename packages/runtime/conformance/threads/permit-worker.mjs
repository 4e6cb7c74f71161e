import { workerData } from 'node:worker_threads';

/** Holds permits for a moment, again and again, and keeps count of how many are in use. */
const { module, handle, barrier, data, workers, rounds, program, permits } = workerData;
const { SharedSemaphore } = await import(module);
const semaphore = SharedSemaphore.from(handle);

function hold(guard) {
  const inUse = Atomics.add(data, 0, guard.weight) + guard.weight;
  if (inUse > permits) Atomics.store(data, 1, 1);
  Atomics.sub(data, 0, guard.weight);
  guard.release();
}

const programs = {
  lock: (weight) => hold(semaphore.lock({ weight })),
  acquire: async (weight) => hold(await semaphore.acquire({ weight })),
};
const run = programs[program];

Atomics.add(barrier, 0, 1);
// Without this barrier the first worker may be done before the second has begun.
while (Atomics.load(barrier, 0) < workers);
for (let round = 0; round < rounds; round++) {
  const done = run(1 + (round % permits));
  if (done) await done;
}
Atomics.add(data, 2, rounds);
