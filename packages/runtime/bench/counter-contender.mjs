import { parentPort, workerData } from 'node:worker_threads';
import { AtomicCounter, StripedCounter } from '@interlocked/runtime/shared';
import { alternatives } from './counter-alternatives.mjs';

/** Increments one counter together with another thread, round after round. */
const { barrier, rounds, operations, buffer, handle, alternative } = workerData;
const open = {
  AtomicCounter: () => AtomicCounter.from(handle),
  StripedCounter: () => StripedCounter.from(handle),
};
const counter = alternative ? new alternatives[alternative](buffer) : open[handle.kind]();

for (let round = 1; round <= rounds; round++) {
  Atomics.add(barrier, 0, 1);
  while (Atomics.load(barrier, 0) < 2 * round);
  const begin = process.hrtime.bigint();
  for (let done = 0; done < operations; done++) counter.increment();
  parentPort.postMessage(Number(process.hrtime.bigint() - begin) / operations);
}
