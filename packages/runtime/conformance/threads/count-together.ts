import { Worker } from 'node:worker_threads';
import { AtomicCounter } from '../../src/atomic-counter/atomic-counter.js';

/** The package as it was built, which is what users run. */
const BUILT = '@interlocked/runtime/shared';

export interface CountTogether {
  readonly program:
    'increment' | 'next' | 'add' | 'subtract' | 'update' | 'compareExchange' | 'upAndDown';
  /** The values that the counter is set to, in turn, before the workers begin. */
  readonly values: readonly number[];
  readonly workers: number;
  readonly rounds: number;
  /** The module whose `AtomicCounter` the workers use; the built package unless given. */
  readonly module?: string;
}

export interface Counted {
  readonly value: number;
  /** What the calls answered as the value before them, from all workers, in ascending order. */
  readonly answers: Float64Array;
}

/** Lets workers add 1 to one counter, all at once, `rounds` times each. */
export async function countTogether(order: CountTogether): Promise<Counted> {
  const { workers, rounds, values, module = BUILT } = order;
  const counter = new AtomicCounter();
  for (const value of values) counter.set(value);
  const barrier = new Int32Array(new SharedArrayBuffer(4));
  const answers = Array.from(
    { length: workers },
    () => new Float64Array(new SharedArrayBuffer(8 * rounds)),
  );
  const shared = { ...order, module, handle: counter.handle, barrier };
  await Promise.all(answers.map((own) => runWorker({ ...shared, answers: own })));
  const all = new Float64Array(workers * rounds);
  answers.forEach((own, index) => all.set(own, index * rounds));
  return { value: counter.value, answers: all.sort() };
}

function runWorker(workerData: unknown): Promise<unknown> {
  const worker = new Worker(new URL('./counting-worker.mjs', import.meta.url), { workerData });
  return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
}
