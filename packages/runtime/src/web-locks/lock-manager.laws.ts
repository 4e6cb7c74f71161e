import type { AcquireOptions } from '../internal/options.js';
import { LockManager } from './lock-manager.js';

/** More readers than any history has: to it, an exclusive lock is as many shared ones. */
const ALL = 1_000;

/** The laws that `LockManager` claims, and how to build one: its callbacks are its holders. */
export const lockManagerLaws = {
  name: 'LockManager',
  laws: ['exclusion', 'wake-up'],
  keys: 2,
  capacity: ALL,
  units: [1, 1, ALL],
  styles: ['sync', 'throw', 'async'],
  build() {
    const locks = new LockManager();
    return {
      // Web Locks know neither deadlines nor priorities.
      run: (key: number, units: number, fn: () => unknown, options?: AcquireOptions) =>
        locks.request(
          `key ${key}`,
          {
            mode: units === 1 ? 'shared' : 'exclusive',
            ...(options?.signal ? { signal: options.signal } : {}),
          },
          fn,
        ),
    };
  },
} as const;
