import { workerData } from 'node:worker_threads';

/** One worker's part of an access log. */
export interface HitWork {
  readonly hits: SharedArrayBuffer;
  readonly pages: readonly string[];
  readonly lines: readonly string[];
  readonly gate: SharedArrayBuffer;
  readonly workers: number;
}

const work = workerData as HitWork;
const hits = new Int32Array(work.hits);
const gate = new Int32Array(work.gate);

/** Waits until every worker is up, so that all of them count at the same time. */
function waitForTheOthers(): void {
  const arrived = Atomics.add(gate, 0, 1) + 1;
  if (arrived === work.workers) Atomics.notify(gate, 0);
  for (let seen = arrived; seen < work.workers; seen = Atomics.load(gate, 0)) {
    Atomics.wait(gate, 0, seen);
  }
}

/** The page in `10.0.0.7 - - [21/Nov/2026:10:00:00 +0000] "GET /shop?sort=price HTTP/1.1" 200`. */
function pageOf(line: string): number {
  const target = /"GET (\S+) HTTP/.exec(line)?.[1];
  if (target === undefined) return -1;
  return work.pages.indexOf(new URL(target, 'http://shop').pathname);
}

waitForTheOthers();
for (const line of work.lines) {
  const page = pageOf(line);
  if (page >= 0) hits[page] += 1;
}
