import { Worker } from 'node:worker_threads';
import { rounded, timeInTurns, writeResult } from '../../bench/shared-timing.js';
import type * as Source from '../shared.js';

// The package as it is shipped; its source would be compiled differently here.
const shipped: string = '@interlocked/runtime/shared';
const { SharedQueue } = (await import(shipped)) as typeof Source;

const RECORDS = 100_000;
const ROUNDS = 5;

/** Puts a record and takes it, on one thread. */
function putAndTake(recordBytes: number) {
  const queue = new SharedQueue({ capacity: 16, recordBytes });
  const record = new Uint8Array(recordBytes);
  return (count: number) => {
    let sum = 0;
    for (let done = 0; done < count; done++) {
      queue.putBlocking(record);
      sum ^= queue.takeBlocking()!.length;
    }
    return sum;
  };
}

/** Nanoseconds for each record that another thread takes: the fastest round. */
async function handOn(program: 'queue' | 'port'): Promise<number> {
  const queue = new SharedQueue({ capacity: 1_024, recordBytes: 64 });
  const file = new URL('../../bench/record-taker.mjs', import.meta.url);
  const workerData = { program, handle: queue.handle, records: RECORDS };
  const worker = new Worker(file, { workerData, execArgv: [] });
  const next = () => new Promise((resolve) => worker.once('message', resolve));
  await next();
  const record = new Uint8Array(64);
  let fastest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const taken = next();
    const begin = process.hrtime.bigint();
    if (program === 'queue') for (let put = 0; put < RECORDS; put++) queue.putBlocking(record);
    else for (let put = 0; put < RECORDS; put++) worker.postMessage(record);
    await taken;
    fastest = Math.min(fastest, Number(process.hrtime.bigint() - begin) / RECORDS);
  }
  await worker.terminate();
  return rounded(fastest);
}

const queue = await handOn('queue');
const port = await handOn('port');

writeResult('shared-queue', {
  'nanoseconds to put and to take a record, alone': timeInTurns({
    '16 bytes': putAndTake(16),
    '64 bytes': putAndTake(64),
    '1024 bytes': putAndTake(1_024),
  }),
  'nanoseconds for each of 100,000 records of 64 bytes that another thread takes': {
    SharedQueue: queue,
    postMessage: port,
  },
  'times faster than postMessage': rounded(port / queue),
});
