import { Worker } from 'node:worker_threads';
import { SharedBarrier } from '@interlocked/runtime/shared';
import { ways } from './limiters.js';

/**
 * Lets workers call as often as they can, and answers how many calls went through.
 *
 * @param {object} options
 * @param {keyof typeof ways} options.way
 * @param {import('./limiters.js').Rate} options.rate
 * @param {number} options.workers
 * @param {number} options.calls how many each worker makes
 * @param {number} [options.at] the time at which the clock stands still; it goes on unless given
 * @returns {Promise<number>}
 */
export async function callTogether({ way, rate, workers, calls, at }) {
  const limiter = new ways[way](rate);
  const start = new SharedBarrier(workers);
  const workerData = { way, rate, handle: limiter.handle, start: start.handle, calls, at };
  const file = new URL('./calling-worker.js', import.meta.url);
  const allowed = await Promise.all(
    Array.from({ length: workers }, () => {
      const worker = new Worker(file, { workerData });
      return new Promise((resolve, reject) => {
        worker.once('message', resolve).once('error', reject);
      });
    }),
  );
  return allowed.reduce((sum, own) => sum + own, 0);
}
