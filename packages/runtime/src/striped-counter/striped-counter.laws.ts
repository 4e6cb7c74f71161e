import { StripedCounter } from './striped-counter.js';

/** The law of calls made one at a time for `StripedCounter`, and how to build one for it. */
export const stripedCounterLaws = {
  name: 'StripedCounter',
  calls: ['increment', 'decrement', 'add', 'subtract', 'sum', 'sumThenReset'],
  counts: [0, 1, -5, 2 ** 31, 2 ** 40, NaN],
  build() {
    const counter = new StripedCounter({ stripes: 2 });
    const sides = [counter, StripedCounter.from(counter.handle)];
    return (side: number, call: string, count: number): unknown => {
      const own = sides[side]!;
      if (call === 'add' || call === 'subtract') return own[call](count);
      return own[call as 'sum']();
    };
  },
  reference: {
    initial: 0,
    apply(sum: number, call: string, count: number): { state: number; answer: unknown } {
      if (call === 'sum') return { state: sum, answer: sum };
      if (call === 'sumThenReset') return { state: 0, answer: sum };
      if (call === 'increment') return { state: sum + 1, answer: undefined };
      if (call === 'decrement') return { state: sum - 1, answer: undefined };
      if (Number.isNaN(count)) return { state: sum, answer: 'ERR_INVALID_ARGUMENT' };
      return { state: call === 'add' ? sum + count : sum - count, answer: undefined };
    },
  },
} as const;
