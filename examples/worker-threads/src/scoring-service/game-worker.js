import { workerData } from 'node:worker_threads';
import { SharedBarrier } from '@interlocked/runtime/shared';
import { PlainScores } from './plain-scores.js';
import { Scores } from './scores.js';

const { way, handle, start, games } = workerData;

/** @type {Record<string, () => () => void>} */
const ways = {
  plain() {
    const scores = new PlainScores(handle);
    return () => scores.add(0, 1);
  },
  service() {
    const scores = new Scores(handle);
    return () => scores.addBlocking('ada', 1);
  },
};

const win = /** @type {() => () => void} */ (ways[way])();
// All workers begin at the same moment.
SharedBarrier.from(start).block();
for (let game = 0; game < games; game++) win();
