import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { SharedLatch, SharedQueue } from '@interlocked/runtime/shared';
import { ways } from './totals.js';

/**
 * Sums up the sales of a CSV file by region: this thread reads lines, workers parse and add.
 *
 * The queue holds a few hundred lines, so a file of any size needs little memory. The latch tells
 * when the last worker has added its last line; before that the sums are not whole.
 *
 * @param {{ path: string, way: keyof typeof ways, workers: number }} options
 * @returns {Promise<Record<string, number | undefined>>}
 */
export async function sumSales({ path, way, workers }) {
  const totals = new ways[way]();
  const lines = new SharedQueue({ capacity: 256, recordBytes: 128 });
  const done = new SharedLatch(workers);
  const failed = new AbortController();
  const workerData = { way, totals: totals.handle, lines: lines.handle, done: done.handle };
  const file = new URL('./sales-worker.js', import.meta.url);
  for (let index = 0; index < workers; index++) {
    const worker = new Worker(file, { workerData });
    lines.adopt(worker);
    worker.once('error', (error) => failed.abort(error));
  }
  const encoder = new TextEncoder();
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      await lines.put(encoder.encode(line), { signal: failed.signal });
    }
  } finally {
    lines.close();
  }
  await done.wait({ signal: failed.signal });
  return totals.read();
}
