import type { WaitOptions } from '../internal/gate.js';
import { SingleFlight } from './single-flight.js';

/** The law of shared calls for `SingleFlight`, and how to build one for it. */
export const singleFlightLaws = {
  name: 'SingleFlight',
  keys: 2,
  isFinal: false,
  build() {
    const flight = new SingleFlight<number, unknown>();
    return {
      run: (key: number, fn: () => Promise<unknown>, options?: WaitOptions) =>
        flight.run(key, fn, options),
      size: () => flight.size,
      forget: (key: number) => flight.forget(key),
    };
  },
} as const;
