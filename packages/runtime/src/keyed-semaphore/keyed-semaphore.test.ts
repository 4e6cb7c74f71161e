import { describe, expect, it } from 'vitest';
import { KeyedSemaphore } from './keyed-semaphore.js';

describe('KeyedSemaphore', () => {
  it('counts permits for each key, and keeps entries only for keys in use', async () => {
    const semaphore = new KeyedSemaphore<string>(2);
    const guard = await semaphore.acquire('a', { weight: 2 });
    expect([semaphore.available('a'), semaphore.available('b'), semaphore.size]).toEqual([0, 2, 1]);
    expect([semaphore.tryAcquire('a'), semaphore.waiting('a')]).toEqual([undefined, 0]);
    guard.release();
    guard.release();
    expect([semaphore.available('a'), semaphore.size, semaphore.permits]).toEqual([2, 0, 2]);
  });

  it('refuses one more than maxWaiting, but nobody who need not wait', async () => {
    const semaphore = new KeyedSemaphore<string>(2, { maxWaiting: 0 });
    const first = await semaphore.acquire('a');
    const second = await semaphore.acquire('a');
    const full = { code: 'ERR_QUEUE_FULL' };
    await expect(semaphore.acquire('a')).rejects.toMatchObject(full);
    await expect(semaphore.runExclusive('a', () => 1)).rejects.toMatchObject(full);
    first.release();
    expect(await semaphore.runExclusive('a', () => 1)).toBe(1);
    second.release();
    expect(semaphore.size).toBe(0);
  });

  it('throws for mistakes, and keeps no entry', () => {
    const semaphore = new KeyedSemaphore<unknown>(2);
    expect(() => new KeyedSemaphore(0)).toThrow('permits is 0; pass a whole number from 1.');
    expect(() => semaphore.acquire('a', { weight: 3 })).toThrow(/weight of 3 can never/);
    expect(() => semaphore.tryAcquire('a', NaN)).toThrow('weight is NaN');
    expect(() => semaphore.runExclusive('a', 1 as never)).toThrow('fn is 1; pass a function.');
    expect(() => semaphore.acquire({})).toThrow(/the key is an instance of Object/);
    expect(() => semaphore.acquire('a', { timeoutMs: NaN })).toThrow(/timeoutMs is NaN/);
    expect(semaphore.size).toBe(0);
  });
});
