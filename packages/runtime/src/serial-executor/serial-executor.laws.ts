import type { AcquireOptions } from '../internal/options.js';
import { SerialExecutor } from './serial-executor.js';

/** The laws that `SerialExecutor` claims, and how to build one: its tasks are its holders. */
export const serialExecutorLaws = {
  name: 'SerialExecutor',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 1,
  capacity: 1,
  units: [1],
  styles: ['sync', 'throw', 'async'],
  build() {
    const executor = new SerialExecutor();
    return {
      run: (_key: number, _units: number, fn: () => unknown, options?: AcquireOptions) =>
        executor.run(fn, options),
      isLocked: () => executor.isRunning,
      waiting: () => executor.waiting,
    };
  },
} as const;
