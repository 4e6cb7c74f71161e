import { Worker } from 'node:worker_threads';

import type { HitWork } from './hit-worker.js';
import { type Call, ok, type Reply } from './http.js';

const pages = ['/', '/cart', '/checkout', '/login', '/offers', '/search', '/shop', '/stock'];
const WORKERS = 4;

const buffer = new SharedArrayBuffer(pages.length * Int32Array.BYTES_PER_ELEMENT);
const hits = new Int32Array(buffer);

function runWorker(work: HitWork): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hit-worker.js', import.meta.url), { workerData: work });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a hit worker stopped with exit code ${code}`));
    });
  });
}

/** `POST /hits`, with a web server's access log as the body. */
export async function countHits({ body }: Call): Promise<Reply> {
  const lines = body.split('\n');
  const share = Math.ceil(lines.length / WORKERS);
  const gate = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

  await Promise.all(
    Array.from({ length: WORKERS }, (_, index) => {
      const part = lines.slice(index * share, (index + 1) * share);
      return runWorker({ hits: buffer, pages, lines: part, gate, workers: WORKERS });
    }),
  );
  return readHits();
}

/** `GET /hits` */
export function readHits(): Reply {
  return ok(Object.fromEntries(pages.map((page, index) => [page, Atomics.load(hits, index)])));
}
