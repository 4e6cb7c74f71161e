import { parentPort, workerData } from 'node:worker_threads';

/** Takes what it is given and never gives it back. */
const { module, name, handle } = workerData;
const { [name]: Shared } = await import(module);
const shared = Shared.from(handle);

const programs = {
  SharedMutex: () => shared.lock(),
  SharedSemaphore: () => shared.lock({ weight: 2 }),
  SharedRWLock: () => shared.lockWrite(),
  SharedKeyedMutex: () => shared.lock('key'),
  SharedOnce: () => shared.runBlocking(stay),
  SharedQueue: () => {
    // As it is within its turn: the word of the mutex has the owner's id.
    Atomics.store(new Int32Array(handle.buffer), 4, shared.ownerId);
  },
};

function stay() {
  parentPort.postMessage('inside');
  for (;;);
}

programs[name]();
stay();
