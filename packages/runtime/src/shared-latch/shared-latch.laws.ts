import { SharedLatch } from './shared-latch.js';

/** The law of calls made one at a time for `SharedLatch`, and how to build one for it. */
export const sharedLatchLaws = {
  name: 'SharedLatch',
  calls: ['count', 'countDown', 'block'],
  counts: [0, 1, 2, -1],
  build() {
    const latch = new SharedLatch(5);
    const sides = [latch, SharedLatch.from(latch.handle)];
    return (side: number, call: string, count: number): unknown => {
      const own = sides[side]!;
      if (call === 'count') return own.count;
      return call === 'block' ? own.block({ timeoutMs: 0 }) : own.countDown(count);
    };
  },
  reference: {
    initial: 5,
    apply(left: number, call: string, count: number): { state: number; answer: unknown } {
      if (call === 'count') return { state: left, answer: left };
      if (call === 'block') return { state: left, answer: left === 0 ? undefined : 'ERR_TIMEOUT' };
      if (count < 0) return { state: left, answer: 'ERR_INVALID_ARGUMENT' };
      if (count > left) return { state: left, answer: 'ERR_OUT_OF_RANGE' };
      return { state: left - count, answer: undefined };
    },
  },
} as const;
