import { rounded, timeInTurns, writeResult } from '../../bench/shared-timing.js';
import type * as Source from '../shared.js';

// The package as it is shipped; its source would be compiled differently here.
const shipped: string = '@interlocked/runtime/shared';
const { SharedMutex } = (await import(shipped)) as typeof Source;

const cells = new Int32Array(new SharedArrayBuffer(64));
const mutex = new SharedMutex();

const alone = timeInTurns({
  'one Atomics.compareExchange': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= Atomics.compareExchange(cells, 0, 0, 0);
    return sum;
  },
  'lock and release': (count) => {
    for (let done = 0; done < count; done++) mutex.lock().release();
    return 0;
  },
  'tryLock and release': (count) => {
    for (let done = 0; done < count; done++) mutex.tryLock()!.release();
    return 0;
  },
});

const exchange = alone['one Atomics.compareExchange'].nanoseconds;

writeResult('shared-mutex', {
  'compare-and-exchanges that lock and release take': rounded(
    alone['lock and release'].nanoseconds / exchange,
  ),
  'nanoseconds alone': alone,
});
