import { workerData } from 'node:worker_threads';

/** Goes from section to section until told to stop; may be terminated at any point. */
const { module, handle, data, At } = workerData;
const { SharedMutex } = await import(module);
const mutex = SharedMutex.from(handle);

while (Atomics.load(data, At.STOP) === 0) {
  const guard = mutex.lock();
  try {
    if (guard.abandoned) {
      Atomics.add(data, At.ABANDONED, 1);
      data[At.SECOND] = data[At.FIRST];
    }
    // Whoever died between the two writes below must have been told of above.
    if (data[At.FIRST] !== data[At.SECOND]) Atomics.store(data, At.IS_BROKEN, 1);
    data[At.FIRST] += 1;
    for (let spent = 0; spent < 500; spent++) Atomics.load(data, At.FIRST);
    data[At.SECOND] += 1;
    Atomics.add(data, At.SECTIONS, 1);
  } finally {
    guard.release();
  }
}
