import type { AcquireOptions } from '../internal/options.js';
import { Guarded } from './guarded.js';

/** The laws that `Guarded` claims, and how to build one for them: its callbacks are its holders. */
export const guardedLaws = {
  name: 'Guarded',
  laws: ['exclusion', 'order', 'cancellation', 'wake-up', 'leak'],
  keys: 1,
  capacity: 1,
  units: [1],
  styles: ['sync', 'throw', 'async'],
  build() {
    const guarded = new Guarded(0);
    let calls = 0;
    return {
      run: (_key: number, _units: number, fn: () => unknown, options?: AcquireOptions) =>
        calls++ % 2 === 0
          ? guarded.read(fn, options)
          : guarded.update(() => fn() as number, options),
      isLocked: () => guarded.isLocked,
      waiting: () => guarded.waiting,
    };
  },
} as const;
