import { workerData } from 'node:worker_threads';
import { AtomicCounter } from '@interlocked/runtime/shared';

/** Increments one counter many times. */
const counter = AtomicCounter.from(workerData.handle);
for (let round = 0; round < workerData.rounds; round++) counter.increment();
