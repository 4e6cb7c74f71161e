import { describe, expect, it } from 'vitest';
import { Latch } from './latch.js';

describe('Latch', () => {
  it('opens when all have counted down', async () => {
    const latch = new Latch(3);
    const wait = latch.wait();
    latch.countDown();
    latch.countDown(2);
    await wait;
    await latch.wait();
    expect(latch.count).toBe(0);
  });

  it('throws for counting below zero, and changes nothing', () => {
    const latch = new Latch(1);
    expect(() => latch.countDown(2)).toThrow('A latch at 1 cannot count down by 2;');
    expect(() => latch.countDown(2)).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
    expect(latch.count).toBe(1);
  });

  it.each([[0], [-1], [1.5], [NaN], ['1']])('throws for %s', (count) => {
    expect(() => new Latch(count as number)).toThrow(
      `count is ${count}; pass a whole number from 1`,
    );
    expect(() => new Latch(1).countDown(count as number)).toThrow(`by is ${count};`);
  });
});
