import type { Guard } from '../guard.js';
import type { AcquireOptions } from '../internal/options.js';
import { RWLock } from './rw-lock.js';

/** More readers than any history has: to it, a writer is as many readers. */
const ALL = 1_000;

/** The laws that `RWLock` claims, and how to build one for them: a reader is one unit. */
export const rwLockLaws = {
  name: 'RWLock',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 1,
  capacity: ALL,
  units: [1, 1, ALL],
  canDowngrade: true,
  build() {
    const lock = new RWLock();
    return {
      acquire: (_key: number, units: number, options?: AcquireOptions) =>
        units === 1 ? lock.acquireRead(options) : lock.acquireWrite(options),
      tryAcquire: (_key: number, units: number) =>
        units === 1 ? lock.tryAcquireRead() : lock.tryAcquireWrite(),
      run: (_key: number, units: number, fn: () => unknown, options?: AcquireOptions) =>
        units === 1 ? lock.runRead(fn, options) : lock.runWrite(fn, options),
      isLocked: () => lock.isLocked,
      waiting: () => lock.waiting,
      downgrade: (guard: Guard) => lock.downgrade(guard),
    };
  },
} as const;
