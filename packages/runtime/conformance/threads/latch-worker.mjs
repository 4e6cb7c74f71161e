import { workerData } from 'node:worker_threads';
import { SharedLatch } from '@interlocked/runtime/shared';

/** Waits for one latch and then counts another down. */
SharedLatch.from(workerData.latch).block();
SharedLatch.from(workerData.echo).countDown();
