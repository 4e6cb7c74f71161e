import { parentPort, workerData } from 'node:worker_threads';
import { ways } from './hits.js';

/** @typedef {{ way: keyof typeof ways, handle: never }} PageWork */

const { way, handle } = /** @type {PageWork} */ (workerData);
const shown = new ways[way](handle);

/** A page with many products, each of which counts as shown. */
function render(/** @type {{ path: string, products: number }} */ { path, products }) {
  const items = Array.from({ length: products }, (_, index) => {
    shown.count();
    return `<li>product ${index + 1}</li>`;
  });
  return `<!doctype html><title>${path}</title><ul>${items.join('')}</ul>`;
}

parentPort?.on('message', ({ id, job }) => {
  parentPort?.postMessage({ id, result: render(job) });
});
