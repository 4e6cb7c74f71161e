import { workerData } from 'node:worker_threads';

/** Puts numbers that no other thread puts, or takes some and notes them; may be terminated. */
const { module, queue: handle, numbers: next, taken, isPutter } = workerData;
const { AtomicCounter, SharedQueue } = await import(module);
const queue = SharedQueue.from(handle);
const numbers = AtomicCounter.from(next);

while (isPutter && !queue.isClosed) {
  const number = numbers.next();
  if (number >= taken.length) break;
  try {
    queue.putBlocking(Int32Array.of(number));
  } catch (error) {
    if (error.code !== 'ERR_CLOSED') throw error;
  }
}
for (let record; !isPutter && (record = queue.takeBlocking());) {
  Atomics.add(taken, new Int32Array(record.buffer)[0], 1);
}
