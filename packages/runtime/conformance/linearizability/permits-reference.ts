import type { Sequential } from './linearizable.js';

/** The answer of a call that would wait, which no call that has ended can have given. */
const WAITS = Symbol('waits');

/**
 * Permits of which one call at a time is made; one permit is a mutex. `lock 2` and `tryLock 2`
 * take two, `release 2` gives them back, `isLocked` tells whether all are taken.
 */
export function permitsReference(permits: number): Sequential<number> {
  return {
    initial: permits,
    apply(free, call) {
      const [name, weight] = call.split(' ');
      const count = Number(weight);
      if (name === 'isLocked') return { state: free, answer: free === 0 };
      if (name === 'release') return { state: free + count, answer: undefined };
      if (free >= count) return { state: free - count, answer: true };
      return { state: free, answer: name === 'tryLock' ? false : WAITS };
    },
  };
}
