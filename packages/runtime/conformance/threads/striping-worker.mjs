import { workerData } from 'node:worker_threads';

/** Adds 2 in several ways, begun at the same moment as the other workers. */
const { module, handle, barrier, workers, rounds } = workerData;
const { StripedCounter } = await import(module);
const counter = StripedCounter.from(handle);

Atomics.add(barrier, 0, 1);
// Without this barrier the first worker may be done before the second has begun.
while (Atomics.load(barrier, 0) < workers);
for (let round = 0; round < rounds; round++) {
  counter.increment();
  counter.add(2);
  counter.decrement();
}
