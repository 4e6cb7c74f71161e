import { parentPort, workerData } from 'node:worker_threads';
import { SharedQueue } from '@interlocked/runtime/shared';

/** Takes records from a queue or from the port, and tells after each round. */
const { program, handle, records } = workerData;
let taken = 0;

function count() {
  taken += 1;
  if (taken % records === 0) parentPort.postMessage('round');
}

if (program === 'port') parentPort.on('message', count);
parentPort.postMessage('ready');
if (program === 'queue') {
  const queue = SharedQueue.from(handle);
  while (queue.takeBlocking()) count();
}
