import type { AcquireOptions } from '../internal/options.js';
import { KeyedExecutor } from './keyed-executor.js';

/** The laws that `KeyedExecutor` claims, and how to build one: its tasks are its holders. */
export const keyedExecutorLaws = {
  name: 'KeyedExecutor',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 2,
  capacity: 1,
  units: [1],
  styles: ['sync', 'throw', 'async'],
  build() {
    const executor = new KeyedExecutor<number>();
    return {
      run: (key: number, _units: number, fn: () => unknown, options?: AcquireOptions) =>
        executor.run(key, fn, options),
      isLocked: (key: number) => executor.isRunning(key),
      waiting: (key: number) => executor.waiting(key),
      entries: () => executor.size,
    };
  },
} as const;
