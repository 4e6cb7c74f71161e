import type { WaitOptions } from '../internal/gate.js';
import { Barrier } from './barrier.js';

/** The law of gates for `Barrier`, and how to build one for it. */
export const barrierLaws = {
  name: 'Barrier',
  acts: [],
  build() {
    const barrier = new Barrier(3);
    return {
      wait: (options: WaitOptions) => barrier.wait(options),
      act: () => {},
      waiting: () => barrier.waiting,
    };
  },
} as const;
