import { parentPort, workerData } from 'node:worker_threads';
import { SharedMutex } from '@interlocked/runtime/shared';

/** Takes a lock and never gives it back. */
SharedMutex.from(workerData).lock();
parentPort.postMessage('inside');
for (;;);
