import type { AcquireOptions } from '../internal/options.js';
import { Semaphore } from './semaphore.js';

/** The laws that `Semaphore` claims, and how to build one for them. */
export const semaphoreLaws = {
  name: 'Semaphore',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 1,
  capacity: 4,
  units: [1, 1, 2, 3, 4],
  build() {
    const semaphore = new Semaphore(4);
    return {
      acquire: (_key: number, weight: number, options?: AcquireOptions) =>
        semaphore.acquire({ ...options, weight }),
      tryAcquire: (_key: number, weight: number) => semaphore.tryAcquire(weight),
      run: (_key: number, weight: number, fn: () => unknown, options?: AcquireOptions) =>
        semaphore.runExclusive(fn, { ...options, weight }),
      isLocked: () => semaphore.isLocked,
      waiting: () => semaphore.waiting,
    };
  },
} as const;
