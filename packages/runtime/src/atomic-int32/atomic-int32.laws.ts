import { AtomicInt32 } from './atomic-int32.js';

/** The law of calls made one at a time for `AtomicInt32`, and how to build one for it. */
export const atomicInt32Laws = {
  name: 'AtomicInt32',
  calls: ['load', 'store', 'add', 'sub', 'and', 'or', 'xor', 'exchange', 'compareExchange'],
  counts: [0, 1, 2, 3, -1, 2 ** 31 - 1, -(2 ** 31), 0.5],
  build() {
    const cell = new AtomicInt32({ initial: 1 });
    const sides = [cell, AtomicInt32.from(cell.handle)];
    return (side: number, call: string, count: number): unknown => {
      const own = sides[side]!;
      if (call === 'load') return own.load();
      if (call === 'compareExchange') return own.compareExchange(count, 2);
      return own[call as 'add'](count);
    };
  },
  reference: {
    initial: 1,
    apply(value: number, call: string, count: number): { state: number; answer: unknown } {
      if (call === 'load') return { state: value, answer: value };
      if (!Number.isInteger(count)) return { state: value, answer: 'ERR_INVALID_ARGUMENT' };
      const next: Record<string, number> = {
        store: count,
        add: (value + count) | 0,
        sub: (value - count) | 0,
        and: value & count,
        or: value | count,
        xor: value ^ count,
        exchange: count,
        compareExchange: value === count ? 2 : value,
      };
      return { state: next[call]!, answer: call === 'store' ? undefined : value };
    },
  },
} as const;
