import type { AcquireOptions } from '../internal/options.js';
import { KeyedSemaphore } from './keyed-semaphore.js';

/** The laws that `KeyedSemaphore` claims, and how to build one for them. */
export const keyedSemaphoreLaws = {
  name: 'KeyedSemaphore',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 2,
  capacity: 3,
  units: [1, 1, 2, 3],
  build() {
    const semaphore = new KeyedSemaphore<number>(3);
    return {
      acquire: (key: number, weight: number, options?: AcquireOptions) =>
        semaphore.acquire(key, { ...options, weight }),
      tryAcquire: (key: number, weight: number) => semaphore.tryAcquire(key, weight),
      run: (key: number, weight: number, fn: () => unknown, options?: AcquireOptions) =>
        semaphore.runExclusive(key, fn, { ...options, weight }),
      isLocked: (key: number) => semaphore.isLocked(key),
      waiting: (key: number) => semaphore.waiting(key),
      entries: () => semaphore.size,
    };
  },
} as const;
