import { parentPort, workerData } from 'node:worker_threads';
import { AtomicCounter, StripedCounter } from '@interlocked/runtime/shared';
import { alternatives } from './counter-alternatives.mjs';

/** Increments one counter together with another thread, slice by slice. */
const { barrier, progress, own, slices, operations, buffer, handle, alternative } = workerData;
const open = {
  AtomicCounter: () => AtomicCounter.from(handle),
  StripedCounter: () => StripedCounter.from(handle),
};
const counter = alternative ? new alternatives[alternative](buffer) : open[handle.kind]();
const other = progress.length - 1 - own;
const contended = [];

Atomics.add(barrier, 0, 1);
while (Atomics.load(barrier, 0) < 2);
for (let slice = 1; slice <= slices; slice++) {
  const before = Atomics.load(progress, other);
  const begin = process.hrtime.bigint();
  for (let done = 0; done < operations; done++) counter.increment();
  const took = Number(process.hrtime.bigint() - begin) / operations;
  const after = Atomics.load(progress, other);
  Atomics.store(progress, own, slice);
  // On a busy machine the other thread may have had no processor: then nothing was contended.
  if (after > before && after < slices) contended.push(took);
}
parentPort.postMessage(contended);
