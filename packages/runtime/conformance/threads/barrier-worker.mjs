import { workerData } from 'node:worker_threads';
import { SharedBarrier } from '@interlocked/runtime/shared';

/** Meets the main thread, round after round. */
const barrier = SharedBarrier.from(workerData.handle);
for (let round = 0; round < workerData.rounds; round++) barrier.block();
