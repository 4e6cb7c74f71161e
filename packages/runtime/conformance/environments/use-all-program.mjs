import { once } from 'node:events';
import { Worker as NodeWorker } from 'node:worker_threads';
import { expected, useAll } from './browser-page/use-all.mjs';

/**
 * Uses every primitive in the runtime that runs this, with workers of `node:worker_threads` or with
 * those of the web, and prints what is not as it should be.
 */
const [kind = 'node', module = '@interlocked/runtime'] = process.argv.slice(2);
const load = { workers: 2, rounds: 5_000 };

const start = {
  node(order) {
    const file = new URL('./use-all-thread.mjs', import.meta.url);
    const worker = new NodeWorker(file, { workerData: { ...order, module } });
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  },
  async web(order) {
    const file = new URL('./use-all-web-thread.mjs', import.meta.url);
    const worker = new globalThis.Worker(file, { type: 'module' });
    try {
      await new Promise((resolve, reject) => {
        worker.onmessage = resolve;
        worker.onerror = (event) => {
          event.preventDefault();
          reject(new Error(event.message));
        };
        worker.postMessage(order);
      });
    } finally {
      worker.terminate();
    }
  },
};

// In a callback of the runtime, nobody else would hear of it.
process.on('uncaughtException', (error) => {
  console.log(`wrong: ${error.message}`);
  process.exit(0);
});

/** Whether the next holder is told of one that was terminated; the web tells nobody. */
async function isToldOfDeath({ SharedMutex }) {
  if (kind === 'web') return true;
  const mutex = new SharedMutex();
  const file = new URL('../threads/dying-worker.mjs', import.meta.url);
  const workerData = { module, name: 'SharedMutex', handle: mutex.handle };
  const worker = new NodeWorker(file, { workerData });
  await once(worker, 'message');
  const waiting = mutex.acquire({ timeoutMs: 10_000 });
  await worker.terminate();
  return (await waiting).abandoned;
}

try {
  const shared = await import(module);
  const found = await useAll(shared, { ...load, startWorker: start[kind] });
  found.isToldOfDeath = await isToldOfDeath(shared);
  const wanted = { ...expected(load), isToldOfDeath: true };
  const wrong = Object.keys(wanted).filter((name) => found[name] !== wanted[name]);
  const told = wrong.map((name) => `${name} is ${found[name]}, not ${wanted[name]}`);
  console.log(wrong.length === 0 ? 'all primitives work' : `wrong: ${told.join('; ')}`);
} catch (error) {
  console.log(`wrong: ${error.message}`);
}
// Workers that wait for one that failed would keep the process alive.
process.exit(0);
