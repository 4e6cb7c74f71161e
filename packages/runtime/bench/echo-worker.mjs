import { parentPort, workerData } from 'node:worker_threads';
import { AtomicCounter, SharedQueue } from '@interlocked/runtime/shared';

/** Sends back whatever comes, by the carrier that it came by. */
const counters = workerData.counters.map((handle) => AtomicCounter.from(handle));
const queues = workerData.queues.map((handle) => SharedQueue.from(handle));

const programs = {
  MessagePort() {
    parentPort.on('message', (record) => parentPort.postMessage(record));
  },
  async AtomicCounter() {
    for (let trip = 1; ; trip += 1) {
      await counters[0].waitUntil((value) => value === trip);
      counters[1].increment();
    }
  },
  async SharedQueue() {
    for await (const record of queues[0]) await queues[1].put(record);
  },
};

parentPort.postMessage('ready');
await programs[workerData.carrier]();
