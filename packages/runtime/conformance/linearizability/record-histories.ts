import { Worker } from 'node:worker_threads';
import type { ObservedCall } from './linearizable.js';
import type { RecordedKind } from './recorded-kinds.js';

/** The package as it was built, which is what users run. */
const BUILT = '@interlocked/runtime/shared';
const WORKERS = 3;
const PIECES = 3;

/** Lets workers make calls on one thing after the other; answers the history of each. */
export async function recordHistories(
  kind: RecordedKind,
  rounds: number,
  random: () => number,
  module = BUILT,
): Promise<ObservedCall[][]> {
  const handles = Array.from({ length: rounds }, () => kind.build());
  const [clock, barrier] = [0, 0].map(() => new Int32Array(new SharedArrayBuffer(4)));
  const shared = { module, name: kind.name, handles, clock, barrier, workers: WORKERS };
  const workers = Array.from({ length: WORKERS }, () => {
    const scripts = handles.map(() => newScript(kind, random));
    const file = new URL('./recording-worker.mjs', import.meta.url);
    return new Worker(file, { workerData: { ...shared, scripts } });
  });
  try {
    const recorded = await Promise.all(workers.map(toRecord));
    return handles.map((_, round) =>
      recorded.flatMap((own, thread) => own[round]!.map((call) => ({ ...call, thread }))),
    );
  } finally {
    // If one of them has failed, the others wait for it.
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function newScript({ pieces }: RecordedKind, random: () => number): string[] {
  return Array.from({ length: PIECES }, () => pieces[Math.floor(random() * pieces.length)]!)
    .flat()
    .map((call) => call.replace('#', String(Math.floor(random() * 2 ** 31))));
}

function toRecord(worker: Worker): Promise<ObservedCall[][]> {
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}
