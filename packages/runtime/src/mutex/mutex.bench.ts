import AsyncLock from 'async-lock';
import { Mutex as AsyncMutex } from 'async-mutex';
import { Sema } from 'async-sema';
import { Mutex as ToolkitMutex } from 'es-toolkit';
import { getSemaphore } from '@henrygd/semaphore';
import pLimit from 'p-limit';
import PMutex from 'p-mutex';
import {
  type AsyncContestant,
  timeAsyncInTurns,
  toRatios,
} from '../../bench/harness/time-async.js';
import { rounded, writeResult } from '../../bench/shared-timing.js';
import type * as Source from './mutex.js';

// The package as it is shipped; its source would be compiled differently here.
const shipped: string = '@interlocked/runtime';
const { Mutex } = (await import(shipped)) as typeof Source;

/** Takes and gives back in pairs; each has a loop of its own, so that each is compiled alone. */
function pairs(): Record<string, AsyncContestant> {
  const [ours, asyncMutex, sema] = [new Mutex(), new AsyncMutex(), new Sema(1)];
  const [pMutex, toolkit, henrygd] = [new PMutex(), new ToolkitMutex(), getSemaphore()];
  return {
    interlocked: async (count) => {
      for (let i = 0; i < count; i++) (await ours.acquire()).release();
    },
    'async-mutex': async (count) => {
      for (let i = 0; i < count; i++) (await asyncMutex.acquire())();
    },
    'async-sema': async (count) => {
      for (let i = 0; i < count; i++) {
        await sema.acquire();
        sema.release();
      }
    },
    'p-mutex': async (count) => {
      for (let i = 0; i < count; i++) {
        await pMutex.lock();
        pMutex.unlock();
      }
    },
    'es-toolkit': async (count) => {
      for (let i = 0; i < count; i++) {
        await toolkit.acquire();
        toolkit.release();
      }
    },
    '@henrygd/semaphore': async (count) => {
      for (let i = 0; i < count; i++) {
        await henrygd.acquire();
        henrygd.release();
      }
    },
    ...webLocks('pair'),
  };
}

/** Runs a synchronous callback under the lock. */
function sections(): Record<string, AsyncContestant> {
  const [ours, asyncMutex, pMutex] = [new Mutex(), new AsyncMutex(), new PMutex()];
  const [limit, asyncLock] = [pLimit(1), new AsyncLock()];
  let count = 0;
  const increment = () => ++count;
  return {
    interlocked: async (times) => {
      for (let i = 0; i < times; i++) await ours.runExclusive(increment);
    },
    'async-mutex': async (times) => {
      for (let i = 0; i < times; i++) await asyncMutex.runExclusive(increment);
    },
    'p-mutex': async (times) => {
      for (let i = 0; i < times; i++) await pMutex.withLock(increment);
    },
    'p-limit': async (times) => {
      for (let i = 0; i < times; i++) await limit(increment);
    },
    'async-lock': async (times) => {
      for (let i = 0; i < times; i++) await asyncLock.acquire('key', increment);
    },
    ...webLocks('section'),
  };
}

/** The host's own, where it has them. */
function webLocks(name: string): Record<string, AsyncContestant> {
  const { navigator } = globalThis as { navigator?: { locks?: WebLocks } };
  const locks = navigator?.locks;
  if (locks === undefined) return {};
  return {
    'native Web Locks': async (times) => {
      for (let i = 0; i < times; i++) await locks.request(name, () => Promise.resolve(i));
    },
  };
}

interface WebLocks {
  request(name: string, callback: () => Promise<unknown>): Promise<unknown>;
}

/** As many waiters as are asked for, let through one after the other. */
function crowds(): Record<string, AsyncContestant> {
  return {
    interlocked: async (count) => {
      const mutex = new Mutex();
      await Promise.all(
        Array.from({ length: count }, () => mutex.acquire().then((guard) => guard.release())),
      );
    },
    'p-mutex': async (count) => {
      const mutex = new PMutex();
      await Promise.all(
        Array.from({ length: count }, () => mutex.lock().then(() => mutex.unlock())),
      );
    },
    'async-sema': async (count) => {
      const sema = new Sema(1, { capacity: count });
      await Promise.all(
        Array.from({ length: count }, () => sema.acquire().then(() => sema.release())),
      );
    },
    '@henrygd/semaphore': async (count) => {
      const semaphore = getSemaphore();
      await Promise.all(
        Array.from({ length: count }, () => semaphore.acquire().then(() => semaphore.release())),
      );
    },
  };
}

/** The last to come aborts first, which is slow where a queue is searched from its head. */
async function abortBackwards(count: number): Promise<void> {
  const mutex = new Mutex();
  await mutex.acquire();
  const controllers = Array.from({ length: count }, () => new AbortController());
  const waits = controllers.map(({ signal }) => mutex.acquire({ signal }).catch(() => {}));
  for (const controller of controllers.reverse()) controller.abort('gone');
  await Promise.all(waits);
}

async function asyncMutexCrowd(count: number): Promise<void> {
  const mutex = new AsyncMutex();
  await Promise.all(
    Array.from({ length: count }, () => mutex.acquire().then((release) => release())),
  );
}

async function bytesPerWaiter(count: number): Promise<number> {
  const mutex = new Mutex();
  await mutex.acquire();
  const waits = new Array<Promise<unknown> | undefined>(count).fill(undefined);
  globalThis.gc!();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < count; i++) waits[i] = mutex.acquire();
  globalThis.gc!();
  const after = process.memoryUsage().heapUsed;
  return rounded((after - before) / waits.length);
}

const pairTimes = await timeAsyncInTurns(pairs());
const sectionTimes = await timeAsyncInTurns(sections());
const crowd = crowds();
const crowdTimes: Record<string, Record<string, number>> = {};
for (const count of [1_000, 10_000, 100_000]) {
  const rounds = {
    rounds: count < 100_000 ? 100 : 40,
    operations: count,
    isLong: count === 100_000,
  };
  const others: Record<string, AsyncContestant> =
    count < 100_000 ? { 'async-mutex': asyncMutexCrowd } : {};
  crowdTimes[count] = await timeAsyncInTurns({ ...crowd, ...others }, rounds);
}
const abortTimes: Record<string, number> = {};
for (const count of [1_000, 10_000, 100_000]) {
  const { backwards } = await timeAsyncInTurns(
    { backwards: abortBackwards },
    { rounds: 5, operations: count, isLong: count === 100_000 },
  );
  abortTimes[count] = backwards;
}
const fastestPeer = Math.min(
  ...Object.entries(pairTimes).flatMap(([name, ns]) => (name === 'interlocked' ? [] : [ns])),
);

writeResult(`mutex-node-${process.versions.node.split('.')[0]}`, {
  unit: "nanoseconds for one operation, the fastest of many rounds; of 100,000 the processor's time",
  'acquire and release': pairTimes,
  'acquire and release, as a multiple of ours': toRatios(pairTimes, 'interlocked'),
  'acquire and release, ours as a multiple of the fastest peer': rounded(
    pairTimes['interlocked']! / fastestPeer,
  ),
  'runExclusive of a synchronous callback': sectionTimes,
  'runExclusive, as a multiple of ours': toRatios(sectionTimes, 'interlocked'),
  'waiters let through, by their number': crowdTimes,
  'waiters at 100,000 as a multiple of 1,000': rounded(
    crowdTimes[100_000]!['interlocked']! / crowdTimes[1_000]!['interlocked']!,
  ),
  'waiters that abort, last come first, by their number': abortTimes,
  'bytes for one waiter, its promise included': await bytesPerWaiter(100_000),
});
