import type { WaitOptions } from '../internal/gate.js';
import { Once } from './once.js';

/** The law of shared calls for `Once`, and how to build one for it. */
export const onceLaws = {
  name: 'Once',
  keys: 1,
  isFinal: true,
  build() {
    const once = new Once<unknown>();
    let underWay = 0;
    return {
      run: (_key: number, fn: () => Promise<unknown>, options?: WaitOptions) =>
        once.run(() => {
          underWay++;
          return fn().finally(() => underWay--);
        }, options),
      size: () => underWay,
    };
  },
} as const;
