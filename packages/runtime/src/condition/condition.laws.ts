import type { WaitOptions } from '../internal/gate.js';
import { Mutex } from '../mutex/mutex.js';
import { Condition } from './condition.js';

/** The law of gates for `Condition`, and how to build one for it. */
export const conditionLaws = {
  name: 'Condition',
  acts: ['notify', 'notifyAll'],
  build() {
    const mutex = new Mutex();
    const condition = new Condition(mutex);
    return {
      // The mutex is free between the steps of a history.
      wait: async (options: WaitOptions) => {
        const guard = await condition.wait(mutex.tryAcquire()!, options);
        guard.release();
      },
      act: (name: string) => (name === 'notify' ? condition.notify() : condition.notifyAll()),
      waiting: () => condition.waiting,
    };
  },
} as const;
