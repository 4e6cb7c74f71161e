import { workerData } from 'node:worker_threads';
import { SharedLatch, SharedQueue } from '@interlocked/runtime/shared';
import { ways } from './totals.js';

/**
 * @typedef {object} SalesWork
 * @property {keyof typeof ways} way
 * @property {never} totals
 * @property {SharedQueue['handle']} lines
 * @property {SharedLatch['handle']} done
 */

const work = /** @type {SalesWork} */ (workerData);
const totals = new ways[work.way](work.totals);
const lines = SharedQueue.from(work.lines);
const decoder = new TextDecoder();

for (let record = lines.takeBlocking(); record; record = lines.takeBlocking()) {
  const line = decoder.decode(record);
  const [, region] = line.split(',');
  totals.add(/** @type {import('./totals.js').Region} */ (region), line);
}
SharedLatch.from(work.done).countDown();
