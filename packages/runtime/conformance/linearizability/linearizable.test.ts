import { describe, expect, it } from 'vitest';
import { findOrder, type ObservedCall, type Sequential } from './linearizable.js';

const register: Sequential<number> = {
  initial: 0,
  apply: (state, call) =>
    call === 'read' ? { state, answer: state } : { state: Number(call), answer: undefined },
};

/** `[thread, call, answer, begin, end]` */
type Row = [number, string, unknown, number, number];

const order = (...rows: Row[]) =>
  findOrder(
    rows.map(([thread, call, answer, begin, end]): ObservedCall => ({
      thread,
      call,
      answer,
      begin,
      end,
    })),
    register,
  )?.map(({ call }) => call);

describe('an order of calls', () => {
  it('is found where one explains the answers', () => {
    expect(order([0, '1', undefined, 0, 3], [1, 'read', 1, 1, 2])).toEqual(['1', 'read']);
    expect(order([0, '1', undefined, 0, 3], [1, 'read', 0, 1, 2])).toEqual(['read', '1']);
  });

  it('keeps calls after those that had ended before', () => {
    expect(order([0, '1', undefined, 0, 1], [1, 'read', 0, 2, 3])).toBeUndefined();
  });

  it('does not exist for answers of two orders', () => {
    const reads: Row[] = [
      [1, 'read', 1, 1, 2],
      [1, 'read', 0, 3, 4],
    ];
    expect(order([0, '1', undefined, 0, 9], ...reads)).toBeUndefined();
  });

  it('may count a call that never ended, or not', () => {
    expect(order([0, '1', undefined, 0, Infinity], [1, 'read', 1, 1, 2])).toEqual(['1', 'read']);
    expect(order([0, '1', undefined, 0, Infinity], [1, 'read', 0, 1, 2])).toEqual(['read']);
  });
});
