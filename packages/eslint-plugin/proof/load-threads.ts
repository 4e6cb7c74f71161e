import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Load, Outcome } from './load-process.js';

/** What threads run on cells that they share, the first of which counts. */
export interface ThreadProgram {
  /** Whether it counted. */
  readonly work: (cells: Int32Array<SharedArrayBuffer>) => boolean;
  /** Undoes it, and tells whether it was too much. */
  readonly giveBack?: (cells: Int32Array<SharedArrayBuffer>) => boolean;
}

/** What a thread is started with. */
export interface ThreadTask {
  readonly file: string;
  readonly cells: Int32Array<SharedArrayBuffer>;
  /** How many threads there are, and in the first cell how many are ready. */
  readonly gate: Int32Array<SharedArrayBuffer>;
  readonly threads: number;
  readonly rounds: number;
}

const THREADS = 4;
const ROUNDS = 2_000_000;

/** A thread does not take over the loader of TypeScript that this one was started with. */
const START = `import('tsx/esm/api').then(({ tsImport }) => {
  return tsImport(${JSON.stringify(new URL('thread.ts', import.meta.url).href)}, '${import.meta.url}');
});`;

/** Runs the program in threads that start together; each caller ends with what its thread counted. */
export async function runThreads({ file, callers, start }: Load): Promise<Outcome> {
  const threads = Math.min(callers, THREADS);
  const cells = new Int32Array(new SharedArrayBuffer(16));
  const gate = new Int32Array(new SharedArrayBuffer(4));
  cells[0] = start;
  const workers = Array.from({ length: threads }, () => {
    const workerData: ThreadTask = { file, cells, gate, threads, rounds: ROUNDS };
    return new Worker(START, { workerData, eval: true });
  });
  const messages = await Promise.all(workers.map((worker) => once(worker, 'message')));
  await Promise.all(workers.map((worker) => worker.terminate()));
  return { endings: messages.map(([value]) => ({ value: value as number })), left: cells[0] };
}
