import * as shared from '/runtime/index.js';
import { expected, useAll } from './use-all.mjs';

/** Uses every primitive on this page and in workers; answers what came out, and what should. */
export async function useAllOnPage(load) {
  return { found: await useAll(shared, { ...load, startWorker }), wanted: expected(load) };
}

/** The code of the error that `call` throws. */
export function codeOf(call) {
  try {
    call(shared);
    return 'none';
  } catch (error) {
    return `${error.code}: ${error.message}`;
  }
}

async function startWorker(order) {
  const worker = new Worker(new URL('./use-all-worker.mjs', import.meta.url), { type: 'module' });
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
