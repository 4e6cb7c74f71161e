import type { WaitOptions } from '../internal/gate.js';
import { Latch } from './latch.js';

/** The law of gates for `Latch`, and how to build one for it. */
export const latchLaws = {
  name: 'Latch',
  acts: ['countDown'],
  build() {
    const latch = new Latch(3);
    return {
      wait: (options: WaitOptions) => latch.wait(options),
      act: () => {
        if (latch.count > 0) latch.countDown();
      },
      waiting: () => latch.waiting,
    };
  },
} as const;
