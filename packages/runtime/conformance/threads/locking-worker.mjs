import { workerData } from 'node:worker_threads';

/** Counts on a plain cell under a lock, begun at the same moment as the other workers. */
const { module, handle, barrier, cell, workers, rounds, program } = workerData;
const { SharedMutex } = await import(module);
const mutex = SharedMutex.from(handle);

const programs = {
  lock() {
    const guard = mutex.lock();
    cell[0] += 1;
    guard.release();
  },
  tryLock() {
    for (;;) {
      const guard = mutex.tryLock();
      if (guard === undefined) continue;
      cell[0] += 1;
      return guard.release();
    }
  },
  async acquire() {
    const guard = await mutex.acquire();
    cell[0] += 1;
    guard.release();
  },
  runExclusive: () => mutex.runExclusive(() => void (cell[0] += 1)),
  // Three tasks of this thread at once, which exclude each other too.
  tasks: () =>
    Promise.all(
      [1, 2, 3].map(() =>
        mutex.runExclusive(async () => {
          const seen = cell[0];
          await undefined;
          cell[0] = seen + 1;
        }),
      ),
    ),
};
const run = programs[program];

Atomics.add(barrier, 0, 1);
// Without this barrier the first worker may be done before the second has begun.
while (Atomics.load(barrier, 0) < workers);
for (let round = 0; round < rounds; round++) {
  const done = run();
  if (done) await done;
}
