import { parentPort, workerData } from 'node:worker_threads';
import { SharedBarrier } from '@interlocked/runtime/shared';
import { ways } from './limiters.js';

/**
 * @typedef {object} Calls
 * @property {keyof typeof ways} way
 * @property {import('./limiters.js').Rate} rate
 * @property {never} handle
 * @property {SharedBarrier['handle']} start
 * @property {number} calls
 * @property {number | undefined} at
 */

const work = /** @type {Calls} */ (workerData);
const limiter = new ways[work.way](work.rate, work.handle);

// All workers begin at the same moment.
SharedBarrier.from(work.start).block();
let allowed = 0;
for (let call = 0; call < work.calls; call++) if (limiter.allows(work.at)) allowed++;
parentPort?.postMessage(allowed);
