import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadProgram, ThreadTask } from './load-threads.js';

const { file, cells, gate, threads, rounds } = workerData as ThreadTask;
const { work, giveBack } = (await import(pathToFileURL(file).href)) as ThreadProgram;

// All begin together: a thread that is done before the next one starts loses nothing.
Atomics.add(gate, 0, 1);
while (Atomics.load(gate, 0) < threads);

let counted = 0;
for (let round = 0; round < rounds; round += 1) {
  if (!work(cells)) continue;
  if (!giveBack || giveBack(cells)) counted += 1;
}
parentPort?.postMessage(counted);
