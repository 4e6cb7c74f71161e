import type { AcquireOptions } from '../internal/options.js';
import { KeyedRWLock } from './keyed-rw-lock.js';

/** More readers than any history has: to it, a writer is as many readers. */
const ALL = 1_000;

/** The laws that `KeyedRWLock` claims, and how to build one for them: a reader is one unit. */
export const keyedRWLockLaws = {
  name: 'KeyedRWLock',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 2,
  capacity: ALL,
  units: [1, 1, ALL],
  build() {
    const lock = new KeyedRWLock<number>();
    return {
      acquire: (key: number, units: number, options?: AcquireOptions) =>
        units === 1 ? lock.acquireRead(key, options) : lock.acquireWrite(key, options),
      tryAcquire: (key: number, units: number) =>
        units === 1 ? lock.tryAcquireRead(key) : lock.tryAcquireWrite(key),
      run: (key: number, units: number, fn: () => unknown, options?: AcquireOptions) =>
        units === 1 ? lock.runRead(key, fn, options) : lock.runWrite(key, fn, options),
      isLocked: (key: number) => lock.isLocked(key),
      waiting: (key: number) => lock.waiting(key),
      entries: () => lock.size,
    };
  },
} as const;

/** `KeyedRWLock` as a lock of which one task takes several keys. */
export const keyedRWLockSetLaws = {
  name: 'KeyedRWLock',
  build() {
    const lock = new KeyedRWLock<number>();
    return {
      runAll: (keys: readonly number[], fn: () => Promise<void>, options?: AcquireOptions) =>
        lock.runWriteAll(keys, fn, options),
      size: () => lock.size,
    };
  },
} as const;
