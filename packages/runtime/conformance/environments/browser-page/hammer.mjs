import { AtomicCounter } from '/runtime/index.js';

/** What an `AtomicCounter` and a plain cell hold after workers counted on both of them at once. */
export async function hammer({ workers, rounds }) {
  const counter = new AtomicCounter();
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const order = { handle: counter.handle, cells, workers, rounds };
  const everyRound = counter.waitUntil((value) => value === workers * rounds);
  await Promise.all(Array.from({ length: workers }, () => runWorker(order)));
  await everyRound;
  return { counter: counter.value, plain: cells[1] };
}

async function runWorker(order) {
  const worker = new Worker(new URL('./hammer-worker.mjs', import.meta.url), { type: 'module' });
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = (event) => reject(new Error(`the worker failed: ${event.message}`));
      worker.postMessage(order);
    });
  } finally {
    worker.terminate();
  }
}
