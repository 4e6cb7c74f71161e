import { Worker } from 'node:worker_threads';
import type { SharedHandle } from '../src/index.js';
import type { alternatives } from './counter-alternatives.mjs';
import { rounded } from './shared-timing.js';

type Contended =
  | { readonly alternative: keyof typeof alternatives }
  | { readonly handle: SharedHandle<'AtomicCounter' | 'StripedCounter'> };

/** Fewer slices than this, of all, say nothing. */
const FEWEST = 1_000;
/** More runs than any machine has needed to have so many. */
const MOST_RUNS = 20;

/**
 * Nanoseconds of one thread's increment while a second thread does the same: the middle one of the
 * short slices in which the other thread made progress too.
 */
export async function contend(contended: Contended): Promise<number> {
  const found: number[] = [];
  for (let run = 0; run < MOST_RUNS && found.length < FEWEST; run++) {
    found.push(...(await contendOnce(contended)));
  }
  if (found.length < FEWEST) throw new Error(`${found.length} slices overlapped; run it again`);
  return rounded(found.sort((a, b) => a - b)[found.length >> 1]!);
}

async function contendOnce(contended: Contended): Promise<number[]> {
  const shared = {
    barrier: new Int32Array(new SharedArrayBuffer(4)),
    // Each thread's word is the first or the last, on a cache line of its own.
    progress: new Int32Array(new SharedArrayBuffer(1_024)),
    slices: 20_000,
    operations: 1_000,
    buffer: new SharedArrayBuffer(256),
    ...contended,
  };
  const file = new URL('./counter-contender.mjs', import.meta.url);
  const runs = [0, shared.progress.length - 1].map((own) => {
    const worker = new Worker(file, { workerData: { ...shared, own }, execArgv: [] });
    return new Promise<number[]>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
  });
  return (await Promise.all(runs)).flat();
}
