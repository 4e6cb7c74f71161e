import AsyncLock from 'async-lock';
import { timeAsyncInTurns, toRatios } from '../../bench/harness/time-async.js';
import { rounded, writeResult } from '../../bench/shared-timing.js';
import type * as Source from './keyed-mutex.js';

// The package as it is shipped; its source would be compiled differently here.
const shipped: string = '@interlocked/runtime';
const { KeyedMutex } = (await import(shipped)) as typeof Source;

const mutex = new KeyedMutex<string>();
const asyncLock = new AsyncLock();
let sum = 0;
const increment = () => ++sum;
/** No key of ours, so that to ask for one reads it and no more. */
const seen = new Set(['nobody']);
const times: Record<string, Record<string, number>> = {};

for (const count of [1, 1_000, 100_000]) {
  const keys = Array.from({ length: count }, (_, i) => `user:${i}`);
  times[count] = await timeAsyncInTurns({
    interlocked: async (operations) => {
      for (let i = 0; i < operations; i++) {
        await mutex.runExclusive(keys[(i * 7919) % count]!, increment);
      }
    },
    'async-lock': async (operations) => {
      for (let i = 0; i < operations; i++) {
        await asyncLock.acquire(keys[(i * 7919) % count]!, increment);
      }
    },
    // What it takes to come by each key and to await the callback, of many keys mostly a cache miss.
    'no lock': async (operations) => {
      for (let i = 0; i < operations; i++) {
        if (seen.has(keys[(i * 7919) % count]!)) sum++;
        await Promise.resolve(increment());
      }
    },
  });
}

/** Holds every one of many keys at once, gives all back, and says what stays. */
async function bytesRetained(count: number): Promise<number> {
  const keys = Array.from({ length: count }, (_, i) => `user:${i}`);
  const held = new KeyedMutex<string>();
  const holdAll = async () => {
    for (const guard of await Promise.all(keys.map((key) => held.acquire(key)))) guard.release();
  };
  // The first time also flattens and hashes the keys, which are not the lock's.
  await holdAll();
  await settleAndCollect();
  const before = process.memoryUsage().heapUsed;
  await holdAll();
  await settleAndCollect();
  return Math.max(0, process.memoryUsage().heapUsed - before) / keys.length + held.size;
}

function toGrowth(name: string): number {
  return rounded(times[100_000]![name]! / times[1]![name]!);
}

async function settleAndCollect(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc!();
}

writeResult(`keyed-mutex-node-${process.versions.node.split('.')[0]}`, {
  unit: 'nanoseconds for one runExclusive of a synchronous callback, the fastest of many rounds',
  'by the number of keys': times,
  'as a multiple of ours': Object.fromEntries(
    Object.entries(times).map(([count, byName]) => [count, toRatios(byName, 'interlocked')]),
  ),
  'ours at 100,000 keys as a multiple of 1 key': toGrowth('interlocked'),
  'no lock at 100,000 keys as a multiple of 1 key': toGrowth('no lock'),
  'bytes retained for each of 100,000 keys, once released': rounded(await bytesRetained(100_000)),
});
