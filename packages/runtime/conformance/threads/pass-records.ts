import { Worker } from 'node:worker_threads';
import { SharedQueue } from '../../src/shared-queue/shared-queue.js';

/** The package as it was built, which is what users run. */
const BUILT = '@interlocked/runtime/shared';

export interface PassRecords {
  readonly puts: 'putBlocking' | 'put' | 'tryPut';
  readonly takes: 'takeBlocking' | 'take' | 'tryTake';
  /** How many put, and how many take. */
  readonly workers: number;
  readonly rounds: number;
  readonly module?: string;
}

/** Numbers that went through a small queue; those of each taker in the order of its taking. */
export async function passRecords(order: PassRecords): Promise<readonly Uint32Array[]> {
  const { puts, takes, workers, rounds, module = BUILT } = order;
  const queue = new SharedQueue({ capacity: 3, recordBytes: 4 });
  const barrier = new Int32Array(new SharedArrayBuffer(4));
  const shared = { module, handle: queue.handle, barrier, workers: 2 * workers, rounds };
  // A bug may hand out a record twice.
  const noteBytes = 4 * (2 * workers * rounds + 1);
  const notes = Array.from(
    { length: workers },
    () => new Uint32Array(new SharedArrayBuffer(noteBytes)),
  );
  const takers = notes.map((own) => start({ ...shared, program: takes, notes: own }));
  const putters = notes.map((_, index) =>
    start({ ...shared, program: puts, first: index * rounds + 1 }),
  );
  try {
    const allPut = Promise.all(putters.map(toEnd)).then(() => queue.close());
    await Promise.all([allPut, ...takers.map(toEnd)]);
    return notes.map((own) => own.slice(1, 1 + own[0]!));
  } finally {
    // If one of them has failed, the others wait for it.
    await Promise.all([...takers, ...putters].map((worker) => worker.terminate()));
  }
}

function start(workerData: unknown): Worker {
  return new Worker(new URL('./queue-worker.mjs', import.meta.url), { workerData });
}

function toEnd(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
}

/** Whether every number came out once, and those of one putter in their order. */
export function isWhole(taken: readonly Uint32Array[], total: number, rounds: number): boolean {
  const all = taken.flatMap((own) => [...own]).sort((a, b) => a - b);
  const putterOf = (value: number) => Math.floor((value - 1) / rounds);
  const isInOrder = taken.every((own) => {
    const last = new Map<number, number>();
    return own.every((value) => {
      const before = last.get(putterOf(value)) ?? 0;
      last.set(putterOf(value), value);
      return before < value;
    });
  });
  return isInOrder && all.length === total && all.every((value, index) => value === index + 1);
}
