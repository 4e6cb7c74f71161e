import { workerData } from 'node:worker_threads';

/** Takes what the main thread puts there, waiting whenever there is nothing. */
const { module, mutex: lock, condition: signal, data, program, rounds } = workerData;
const { SharedMutex, SharedCondition } = await import(module);
const mutex = SharedMutex.from(lock);
const condition = SharedCondition.from(signal);
const isThere = () => data[0] > 0;

const programs = {
  block: () => condition.blockUntil(mutex, mutex.lock(), isThere),
  wait: async () => condition.waitUntil(mutex, await mutex.acquire(), isThere),
};

for (let round = 0; round < rounds; round++) {
  const guard = await programs[program]();
  // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- under the lock on trial
  data[0] -= 1;
  Atomics.add(data, 1, 1);
  guard.release();
}
