import { parentPort, workerData } from 'node:worker_threads';

/** Gives up a wait for a lock and stays busy until all is over; or blocks for the lock. */
const { module, handle, role, over } = workerData;
const { SharedMutex } = await import(module);
const mutex = SharedMutex.from(handle);

if (role === 'blocks') {
  mutex.lock().release();
} else {
  const stops = new AbortController();
  const waiting = mutex.acquire({ signal: stops.signal });
  stops.abort();
  await waiting.catch(() => {});
  parentPort.postMessage('gave up');
  while (Atomics.load(over, 0) === 0);
}
