import { describe, expect, it } from 'vitest';
import { AtomicBigInt64 } from '../atomic-big-int64/atomic-big-int64.js';
import { AtomicInt32 } from './atomic-int32.js';

describe('AtomicInt32', () => {
  it('answers the value before, as Atomics does', () => {
    const cell = new AtomicInt32({ initial: 0b1100 });
    expect(cell.add(1)).toBe(0b1100);
    expect(cell.sub(1)).toBe(0b1101);
    expect(cell.and(0b0110)).toBe(0b1100);
    expect(cell.or(0b0001)).toBe(0b0100);
    expect(cell.xor(0b1111)).toBe(0b0101);
    expect(cell.exchange(7)).toBe(0b1010);
    expect(cell.compareExchange(6, 9)).toBe(7);
    expect(cell.compareExchange(7, 9)).toBe(7);
    expect(cell.load()).toBe(9);
  });

  it('wraps round', () => {
    const cell = new AtomicInt32({ initial: 2 ** 31 - 1 });
    cell.add(1);
    expect(cell.load()).toBe(-(2 ** 31));
    cell.store(2 ** 32 + 5);
    expect(cell.load()).toBe(5);
  });

  it('is one cell for all who join it', () => {
    const cell = new AtomicInt32();
    AtomicInt32.from(structuredClone(cell.handle)).store(3);
    expect(cell.load()).toBe(3);
  });

  it.each(['store', 'add', 'sub', 'and', 'or', 'xor', 'exchange'] as const)(
    '%s refuses what is no whole number',
    (method) => {
      const cell = new AtomicInt32({ initial: 3 });
      for (const value of [NaN, 0.5, Infinity, '1', undefined, 1n]) {
        expect(() => cell[method](value as number)).toThrow(/value is .+; pass a whole number/);
      }
      expect(cell.load()).toBe(3);
    },
  );

  it('compareExchange refuses what is no whole number', () => {
    const cell = new AtomicInt32();
    expect(() => cell.compareExchange(NaN, 1)).toThrow('expected is NaN');
    expect(() => cell.compareExchange(0, 0.5)).toThrow('replacement is 0.5');
    expect(cell.load()).toBe(0);
  });

  it('does not join a cell of another kind', () => {
    const { handle } = new AtomicBigInt64();
    expect(() => AtomicInt32.from(handle as never)).toThrow(
      'it belongs to the kind AtomicBigInt64',
    );
  });
});
