import { describe, expect, it } from 'vitest';
import { Semaphore } from './semaphore.js';

describe('Semaphore', () => {
  it('lets as many in as there are permits', async () => {
    const semaphore = new Semaphore(2);
    const first = await semaphore.acquire();
    await semaphore.acquire();
    expect([semaphore.available, semaphore.tryAcquire()]).toEqual([0, undefined]);
    first.release();
    expect([semaphore.available, semaphore.permits]).toEqual([1, 2]);
  });

  it('never has more permits than at the start', async () => {
    const semaphore = new Semaphore(3);
    const guard = await semaphore.acquire({ weight: 2 });
    guard.release();
    guard.release();
    guard[Symbol.dispose]();
    expect(semaphore.available).toBe(3);
  });

  it('does not let light requests overtake a heavy one for ever', async () => {
    const semaphore = new Semaphore(3);
    const order: string[] = [];
    const held = await semaphore.acquire();
    const heavy = semaphore.runExclusive(() => void order.push('heavy'), { weight: 3 });
    const light = semaphore.runExclusive(() => void order.push('light'));
    expect(semaphore.tryAcquire()).toBeUndefined();
    held.release();
    await Promise.all([heavy, light]);
    expect(order).toEqual(['heavy', 'light']);
  });

  it('wakes a light waiter that fits when the heavy one before it gives up', async () => {
    const semaphore = new Semaphore(3);
    await semaphore.acquire({ weight: 2 });
    const controller = new AbortController();
    const heavy = semaphore.acquire({ weight: 3, signal: controller.signal });
    const light = semaphore.acquire({ weight: 1 });
    const refused = expect(heavy).rejects.toBe('gone');
    controller.abort('gone');
    await light;
    await refused;
    expect(semaphore.available).toBe(0);
  });

  it('keeps a permit while the callback runs', async () => {
    const semaphore = new Semaphore(1);
    let finish = (_value: number) => {};
    const run = semaphore.runExclusive(() => new Promise<number>((resolve) => (finish = resolve)));
    expect(semaphore.isLocked).toBe(true);
    finish(7);
    expect(await run).toBe(7);
    expect(semaphore.isLocked).toBe(false);
  });

  it.each([[0], [-1], [1.5], [NaN], [Infinity], ['2'], [undefined]])(
    'throws for %s permits',
    (permits) => {
      expect(() => new Semaphore(permits as number)).toThrow(
        `permits is ${permits}; pass a whole number from 1.`,
      );
    },
  );

  it.each([
    [0, 'ERR_INVALID_ARGUMENT', 'weight is 0; pass a whole number from 1.'],
    [-1, 'ERR_INVALID_ARGUMENT', 'weight is -1;'],
    [0.5, 'ERR_INVALID_ARGUMENT', 'weight is 0.5;'],
    [NaN, 'ERR_INVALID_ARGUMENT', 'weight is NaN;'],
    ['1', 'ERR_INVALID_ARGUMENT', 'weight is 1;'],
    [4, 'ERR_OUT_OF_RANGE', 'A weight of 4 can never be granted from 3 permits; ask for less.'],
  ])('throws for a weight of %s, and changes nothing', (weight, code, message) => {
    const semaphore = new Semaphore(3);
    const options = { weight: weight as number };
    const attempts = [
      () => semaphore.acquire(options),
      () => semaphore.tryAcquire(options.weight),
      () => semaphore.runExclusive(() => 1, options),
    ];
    for (const attempt of attempts) {
      expect(attempt).toThrow(message);
      expect(attempt).toThrow(expect.objectContaining({ code }));
    }
    expect([semaphore.available, semaphore.waiting]).toEqual([3, 0]);
  });

  it('throws for a callback that is none and for mistaken options', () => {
    const semaphore = new Semaphore(1);
    expect(() => semaphore.runExclusive(null as never)).toThrow('fn is null; pass a function.');
    expect(() => semaphore.acquire({ timeoutMs: -1 })).toThrow(
      /timeoutMs is -1; pass timeoutMs from 0/,
    );
    expect(semaphore.available).toBe(1);
  });
});
