import { AtomicCounter, type AtomicCounterOptions } from './atomic-counter.js';

/** The laws that `AtomicCounter` claims, and how to build one for them. */
export const atomicCounterLaws = {
  name: 'AtomicCounter',
  /**
   * Sequential: alone, it answers what a plain number would. Linearisable: together, threads see
   * some order of their calls. Counting: no update is lost. Death: a thread that dies hinders none.
   */
  laws: ['sequential', 'linearisable', 'counting', 'death'],
  build: (options: AtomicCounterOptions) => new AtomicCounter(options),
} as const;
