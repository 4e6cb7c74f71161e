import { workerData } from 'node:worker_threads';

/** Reads and writes two words that every whole write leaves equal. */
const { module, handle, barrier, data, workers, rounds, program } = workerData;
const { SharedRWLock } = await import(module);
const lock = SharedRWLock.from(handle);

function read(guard) {
  if (data[0] !== data[1]) Atomics.store(data, 2, 1);
  guard.release();
}

function write(guard) {
  // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- under the lock on trial
  data[0] += 1;
  // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- under the lock on trial
  data[1] += 1;
  guard.release();
}

const programs = {
  lock(isWrite) {
    if (isWrite) write(lock.lockWrite());
    else read(lock.lockRead());
  },
  async acquire(isWrite) {
    if (isWrite) write(await lock.acquireWrite());
    else read(await lock.acquireRead());
  },
};
const run = programs[program];

Atomics.add(barrier, 0, 1);
// Without this barrier the first worker may be done before the second has begun.
while (Atomics.load(barrier, 0) < workers);
for (let round = 0; round < rounds; round++) {
  const done = run(round % 2 === 0);
  if (done) await done;
}
