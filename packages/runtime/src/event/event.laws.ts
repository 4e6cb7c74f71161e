import type { WaitOptions } from '../internal/gate.js';
import { Event } from './event.js';

/** The law of gates for `Event`, and how to build one for it. */
export const eventLaws = {
  name: 'Event',
  acts: ['set', 'reset'],
  build() {
    const event = new Event();
    return {
      wait: (options: WaitOptions) => event.wait(options),
      act: (name: string) => (name === 'set' ? event.set() : event.reset()),
      waiting: () => event.waiting,
    };
  },
} as const;
