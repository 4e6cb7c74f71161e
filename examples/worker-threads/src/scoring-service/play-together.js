import { Worker } from 'node:worker_threads';
import { SharedBarrier } from '@interlocked/runtime/shared';
import { PlainScores } from './plain-scores.js';
import { ScoringService } from './scores.js';

/** @typedef {{ workers: number, games: number }} Load */

/**
 * The score of one player after workers have played, each writing it itself.
 *
 * @param {Load} load
 */
export async function playPlainly(load) {
  const buffer = new SharedArrayBuffer(4);
  await play({ ...load, way: 'plain', handle: buffer });
  return new PlainScores(buffer).scoreOf(0);
}

/**
 * The same through the service.
 *
 * @param {Load} load
 */
export async function playByService(load) {
  const service = new ScoringService();
  try {
    await play({ ...load, way: 'service', handle: service.handle });
    return await service.scoreOf('ada');
  } finally {
    await service.close();
  }
}

/** @param {Load & { way: string, handle: unknown }} order */
async function play({ workers, ...order }) {
  const workerData = { ...order, start: new SharedBarrier(workers).handle };
  const file = new URL('./game-worker.js', import.meta.url);
  const ends = Array.from({ length: workers }, () => {
    const worker = new Worker(file, { workerData });
    return new Promise((resolve, reject) => {
      worker.once('exit', resolve).once('error', reject);
    });
  });
  await Promise.all(ends);
}
