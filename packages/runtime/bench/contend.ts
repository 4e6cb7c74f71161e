import { Worker } from 'node:worker_threads';
import type { SharedHandle } from '../src/index.js';
import type { alternatives } from './counter-alternatives.mjs';
import { rounded } from './shared-timing.js';

type Contended =
  | { readonly alternative: keyof typeof alternatives }
  | { readonly handle: SharedHandle<'AtomicCounter' | 'StripedCounter'> };

/** Nanoseconds of one thread's increment while a second thread does the same: the middle round. */
export async function contend(contended: Contended): Promise<number> {
  const workerData = {
    barrier: new Int32Array(new SharedArrayBuffer(4)),
    rounds: 50,
    operations: 200_000,
    buffer: new SharedArrayBuffer(256),
    ...contended,
  };
  const file = new URL('./counter-contender.mjs', import.meta.url);
  const found: number[] = [];
  const runs = [1, 2].map(() => {
    const worker = new Worker(file, { workerData, execArgv: [] });
    worker.on('message', (nanoseconds: number) => found.push(nanoseconds));
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  });
  await Promise.all(runs);
  return rounded(found.sort((a, b) => a - b)[found.length >> 1]!);
}
