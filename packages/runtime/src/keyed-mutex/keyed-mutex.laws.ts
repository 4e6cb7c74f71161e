import type { AcquireOptions } from '../internal/options.js';
import { KeyedMutex } from './keyed-mutex.js';

/** The laws that `KeyedMutex` claims, and how to build one for them. */
export const keyedMutexLaws = {
  name: 'KeyedMutex',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 3,
  capacity: 1,
  units: [1],
  build() {
    const mutex = new KeyedMutex<number>();
    return {
      acquire: (key: number, _units: number, options?: AcquireOptions) =>
        mutex.acquire(key, options),
      tryAcquire: (key: number) => mutex.tryAcquire(key),
      run: (key: number, _units: number, fn: () => unknown, options?: AcquireOptions) =>
        mutex.runExclusive(key, fn, options),
      isLocked: (key: number) => mutex.isLocked(key),
      waiting: (key: number) => mutex.waiting(key),
      entries: () => mutex.size,
    };
  },
} as const;

/** `KeyedMutex` as a lock of which one task takes several keys. */
export const keyedMutexSetLaws = {
  name: 'KeyedMutex',
  build() {
    const mutex = new KeyedMutex<number>();
    return {
      runAll: (keys: readonly number[], fn: () => Promise<void>, options?: AcquireOptions) =>
        mutex.runExclusiveAll(keys, fn, options),
      size: () => mutex.size,
    };
  },
} as const;
