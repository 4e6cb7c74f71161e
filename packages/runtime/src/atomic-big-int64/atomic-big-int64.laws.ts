import { AtomicBigInt64 } from './atomic-big-int64.js';

/** The law of calls made one at a time for `AtomicBigInt64`, and how to build one for it. */
export const atomicBigInt64Laws = {
  name: 'AtomicBigInt64',
  calls: ['load', 'store', 'add', 'sub', 'and', 'or', 'xor', 'exchange', 'compareExchange'],
  /** Exponents of two: of these powers, 63 is the first that wraps round. */
  counts: [0, 1, 31, 32, 53, 62, 63],
  build() {
    const cell = new AtomicBigInt64({ initial: 1n });
    const sides = [cell, AtomicBigInt64.from(cell.handle)];
    return (side: number, call: string, count: number): unknown => {
      const own = sides[side]!;
      if (call === 'load') return own.load();
      if (call === 'compareExchange') return own.compareExchange(toPower(count), 2n);
      return own[call as 'add'](toPower(count));
    };
  },
  reference: {
    initial: 1n,
    apply(value: bigint, call: string, count: number): { state: bigint; answer: unknown } {
      if (call === 'load') return { state: value, answer: value };
      const other = toPower(count);
      const next: Record<string, bigint> = {
        store: other,
        add: value + other,
        sub: value - other,
        and: value & other,
        or: value | other,
        xor: value ^ other,
        exchange: other,
        compareExchange: value === other ? 2n : value,
      };
      const state = BigInt.asIntN(64, next[call]!);
      return { state, answer: call === 'store' ? undefined : value };
    },
  },
} as const;

function toPower(exponent: number): bigint {
  return BigInt.asIntN(64, 2n ** BigInt(exponent));
}
