import { parentPort, workerData } from 'node:worker_threads';
import { SharedQueue } from '@interlocked/runtime/shared';

/** @typedef {{ player: string, points?: number, question?: number }} Task */

/** @type {Map<string, number>} */
const scores = new Map();
const tasks = SharedQueue.from(workerData);
const decoder = new TextDecoder();

/** @param {Task} task */
function perform({ player, points = 0, question }) {
  const score = (scores.get(player) ?? 0) + points;
  scores.set(player, score);
  if (question !== undefined) parentPort?.postMessage({ question, score });
}

for (let task = tasks.takeBlocking(); task; task = tasks.takeBlocking()) {
  perform(JSON.parse(decoder.decode(task)));
}
