import { contendLocks } from '../../bench/contend-locks.js';
import { timeRoundTrips } from '../../bench/round-trip.js';
import { rounded, timeInTurns, writeResult } from '../../bench/shared-timing.js';
import type * as Source from '../shared.js';

// The package as it is shipped; its source would be compiled differently here.
const shipped: string = '@interlocked/runtime/shared';
const { AtomicCounter, SharedMutex, SharedQueue } = (await import(shipped)) as typeof Source;

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

const newHandle = () => new SharedMutex().handle;
const contended = {
  'SharedMutex.lock': await contendLocks('lock', 200_000, newHandle),
  'multithreading, blockingLock': await contendLocks('blockingLock', 20_000),
  'SharedMutex.acquire': await contendLocks('acquire', 20_000, newHandle),
  'multithreading, lock': await contendLocks('asyncLock', 20_000),
};
const trips = await timeRoundTrips({ AtomicCounter, SharedQueue });

writeResult('shared-mutex', {
  'compare-and-exchanges that lock and release take': rounded(
    alone['lock and release'].nanoseconds / exchange,
  ),
  'nanoseconds alone': alone,
  'nanoseconds for each section, while a second thread takes the lock too': contended,
  'times faster than multithreading where two threads block': rounded(
    contended['multithreading, blockingLock'] / contended['SharedMutex.lock'],
  ),
  'microseconds to another thread and back, awaited': trips,
  'round trip by AtomicCounter.waitUntil, as a multiple of MessagePort': rounded(
    trips.AtomicCounter / trips.MessagePort,
  ),
  'round trip by SharedQueue, as a multiple of MessagePort': rounded(
    trips.SharedQueue / trips.MessagePort,
  ),
});
