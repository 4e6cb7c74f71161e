import { parentPort, workerData } from 'node:worker_threads';
import { SharedMutex } from '@interlocked/runtime/shared';

/** Takes one lock and gives it back, again and again, together with another thread. */
const { program, handle, lockBuffer, cell, barrier, sections } = workerData;

const programs = {
  lock() {
    const mutex = SharedMutex.from(handle);
    for (let done = 0; done < sections; done++) {
      const guard = mutex.lock();
      cell[0] += 1;
      guard.release();
    }
  },
  async acquire() {
    const mutex = SharedMutex.from(handle);
    for (let done = 0; done < sections; done++) {
      const guard = await mutex.acquire();
      cell[0] += 1;
      guard.release();
    }
  },
  async blockingLock() {
    const mutex = await openPeer();
    begin();
    for (let done = 0; done < sections; done++) {
      const guard = mutex.blockingLock();
      cell[0] += 1;
      guard.dispose();
    }
  },
  async asyncLock() {
    const mutex = await openPeer();
    begin();
    for (let done = 0; done < sections; done++) {
      const guard = await mutex.lock();
      cell[0] += 1;
      guard.dispose();
    }
  },
};

/** The lock of `multithreading`, which needs no pool of its own to be shared. */
async function openPeer() {
  // It asks how many processors there are as browsers tell it; Node 20 does not.
  globalThis.navigator ??= { hardwareConcurrency: 2 };
  const { Mutex } = await import('multithreading');
  return new Mutex(undefined, lockBuffer);
}

function begin() {
  Atomics.add(barrier, 0, 1);
  // Without this barrier the first worker may be done before the second has begun.
  while (Atomics.load(barrier, 0) < 2);
}

if (handle) begin();
const began = process.hrtime.bigint();
await programs[program]();
parentPort.postMessage(Number(process.hrtime.bigint() - began));
