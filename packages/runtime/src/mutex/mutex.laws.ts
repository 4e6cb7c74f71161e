import type { AcquireOptions } from '../internal/options.js';
import { Mutex } from './mutex.js';

/** The laws that `Mutex` claims, and how to build one for them. */
export const mutexLaws = {
  name: 'Mutex',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 1,
  capacity: 1,
  units: [1],
  build() {
    const mutex = new Mutex();
    return {
      acquire: (_key: number, _units: number, options?: AcquireOptions) => mutex.acquire(options),
      tryAcquire: () => mutex.tryAcquire(),
      run: (_key: number, _units: number, fn: () => unknown, options?: AcquireOptions) =>
        mutex.runExclusive(fn, options),
      isLocked: () => mutex.isLocked,
      waiting: () => mutex.waiting,
    };
  },
} as const;
