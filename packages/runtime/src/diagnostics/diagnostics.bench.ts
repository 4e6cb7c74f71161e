import { type AsyncContestant, timeAsyncInTurns } from '../../bench/harness/time-async.js';
import { rounded, writeResult } from '../../bench/shared-timing.js';
import type * as Entry from './index.js';
import type * as Source from '../mutex/mutex.js';

// The package as it is shipped; its source would be compiled differently here.
const [shipped, diagnosed]: string[] = ['@interlocked/runtime', '@interlocked/runtime/diagnostics'];
const { Mutex } = (await import(shipped!)) as typeof Source;
const mutex = new Mutex();

const pairs: AsyncContestant = async (count) => {
  for (let i = 0; i < count; i++) (await mutex.acquire()).release();
};
const take = async () => (await timeAsyncInTurns({ pairs })).pairs;

const before = await take();
const { enableDiagnostics } = (await import(diagnosed!)) as typeof Entry;
const loaded = await take();
const disable = enableDiagnostics();
const on = await take();
disable();
const after = await take();

writeResult(`diagnostics-node-${process.versions.node.split('.')[0]}`, {
  unit: 'nanoseconds for one acquire and release of a Mutex, the fastest of many rounds',
  'without the entry': before,
  'with the entry, off': loaded,
  'with the entry, on': on,
  'turned off again': after,
  'off, as a multiple of without': rounded(loaded / before),
  'turned off again, as a multiple of without': rounded(after / before),
});
