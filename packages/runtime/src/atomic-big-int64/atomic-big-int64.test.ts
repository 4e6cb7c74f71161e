import { describe, expect, it } from 'vitest';
import { AtomicBigInt64 } from './atomic-big-int64.js';

describe('AtomicBigInt64', () => {
  it('answers the value before, as Atomics does', () => {
    const cell = new AtomicBigInt64({ initial: 0b1100n });
    expect(cell.add(1n)).toBe(0b1100n);
    expect(cell.sub(1n)).toBe(0b1101n);
    expect(cell.and(0b0110n)).toBe(0b1100n);
    expect(cell.or(0b0001n)).toBe(0b0100n);
    expect(cell.xor(0b1111n)).toBe(0b0101n);
    expect(cell.exchange(7n)).toBe(0b1010n);
    expect(cell.compareExchange(6n, 9n)).toBe(7n);
    expect(cell.compareExchange(7n, 9n)).toBe(7n);
    expect(cell.load()).toBe(9n);
  });

  it('wraps round', () => {
    const cell = new AtomicBigInt64({ initial: 2n ** 63n - 1n });
    cell.add(1n);
    expect(cell.load()).toBe(-(2n ** 63n));
  });

  it('is one cell for all who join it', () => {
    const cell = new AtomicBigInt64();
    AtomicBigInt64.from(structuredClone(cell.handle)).store(3n);
    expect(cell.load()).toBe(3n);
  });

  it.each(['store', 'add', 'sub', 'and', 'or', 'xor', 'exchange'] as const)(
    '%s refuses what is no bigint',
    (method) => {
      const cell = new AtomicBigInt64({ initial: 3n });
      for (const value of [1, NaN, '1', undefined]) {
        expect(() => cell[method](value as unknown as bigint)).toThrow(
          /value is .+; pass a bigint/,
        );
      }
      expect(cell.load()).toBe(3n);
    },
  );
});
