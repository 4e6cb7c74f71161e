import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyedMutex } from './keyed-mutex.js';

describe('KeyedMutex', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }),
  );
  afterEach(() => void vi.useRealTimers());

  it('keeps tasks of one key apart and lets tasks of two keys meet', async () => {
    const mutex = new KeyedMutex<string>();
    const first = await mutex.acquire('a');
    expect(mutex.tryAcquire('a')).toBeUndefined();
    expect(mutex.tryAcquire('b')).toBeDefined();
    expect([mutex.isLocked('a'), mutex.isLocked('b'), mutex.isLocked('c')]).toEqual([
      true,
      true,
      false,
    ]);
    first.release();
    expect(mutex.size).toBe(1);
  });

  it('has entries exactly for the keys held or awaited', async () => {
    const mutex = new KeyedMutex<number>();
    const guards = await Promise.all(Array.from({ length: 1_000 }, (_, key) => mutex.acquire(key)));
    const next = mutex.acquire(7);
    expect([mutex.size, mutex.waiting(7), mutex.waiting(8)]).toEqual([1_000, 1, 0]);
    for (const guard of guards) guard.release();
    expect(mutex.size).toBe(1);
    (await next).release();
    expect(mutex.size).toBe(0);
  });

  it('tells keys apart by keyOf', async () => {
    const mutex = new KeyedMutex<{ id: number }>({ keyOf: ({ id }) => id });
    const guard = await mutex.acquire({ id: 1 });
    expect(mutex.tryAcquire({ id: 1 })).toBeUndefined();
    expect(mutex.tryAcquire({ id: 2 })).toBeDefined();
    guard.release();
    expect(mutex.isLocked({ id: 1 })).toBe(false);
  });

  it('locks objects by identity when told to', () => {
    const mutex = new KeyedMutex<object>({ keyOf: (key) => key });
    const socket = {};
    expect(mutex.tryAcquire(socket)).toBeDefined();
    expect(mutex.tryAcquire(socket)).toBeUndefined();
    expect(mutex.tryAcquire({})).toBeDefined();
  });

  it('refuses one more than maxWaiting', async () => {
    const mutex = new KeyedMutex<string>({ maxWaiting: 1 });
    const held = await mutex.acquire('a');
    const waiter = mutex.acquire('a');
    await expect(mutex.acquire('a')).rejects.toMatchObject({
      code: 'ERR_QUEUE_FULL',
      message: expect.stringContaining('1 already wait for the key a') as string,
    });
    await expect(mutex.runExclusive('a', () => 1)).rejects.toMatchObject({
      code: 'ERR_QUEUE_FULL',
    });
    held.release();
    (await waiter).release();
    expect(mutex.size).toBe(0);
  });

  it('has no hidden cap', async () => {
    const mutex = new KeyedMutex<string>();
    const held = await mutex.acquire('a');
    const all = Array.from({ length: 5_000 }, () => mutex.runExclusive('a', () => 1));
    held.release();
    expect(await Promise.all(all)).toHaveLength(5_000);
  });

  describe('runExclusiveAll', () => {
    it('holds every key, each once', async () => {
      const mutex = new KeyedMutex<string>();
      const seen = await mutex.runExclusiveAll(['a', 'b', 'a'], () => [
        mutex.isLocked('a'),
        mutex.isLocked('b'),
        mutex.size,
      ]);
      expect(seen).toEqual([true, true, 2]);
      expect(mutex.size).toBe(0);
    });

    it('does not deadlock on opposite orders', async () => {
      const mutex = new KeyedMutex<string>();
      let inside = 0;
      const work = async () => {
        inside++;
        await Promise.resolve();
        expect(inside).toBe(1);
        inside--;
      };
      const orders = [
        ['a', 'b', 'c'],
        ['c', 'b', 'a'],
        ['b', 'c', 'a'],
      ];
      await Promise.all(
        Array.from({ length: 30 }, (_, i) => mutex.runExclusiveAll(orders[i % 3]!, work)),
      );
      expect(mutex.size).toBe(0);
    });

    it('keeps one order although a key was free, taken and free again in between', async () => {
      const mutex = new KeyedMutex<string>();
      const b = await mutex.acquire('b');
      const first = mutex.runExclusiveAll(['a', 'b'], () => 'first');
      const second = mutex.runExclusiveAll(['b', 'a'], () => 'second');
      b.release();
      expect(await Promise.all([first, second])).toEqual(['first', 'second']);
      expect(mutex.size).toBe(0);
    });

    it('gives up as a whole, and gives back what it had', async () => {
      const mutex = new KeyedMutex<string>();
      const b = await mutex.acquire('b');
      const options = { timeoutMs: 10 };
      const all = mutex.runExclusiveAll(['a', 'b', 'c'], () => 'never', options);
      const refused = expect(all).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
      await vi.advanceTimersByTimeAsync(10);
      await refused;
      expect(mutex.size).toBe(1);
      b.release();
      expect(mutex.size).toBe(0);
    });

    it('lets one timeoutMs bound the wait for all keys together', async () => {
      const mutex = new KeyedMutex<string>();
      const a = await mutex.acquire('a');
      await mutex.acquire('b');
      const all = mutex.runExclusiveAll(['a', 'b'], () => 'never', { timeoutMs: 10 });
      const refused = expect(all).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
      await vi.advanceTimersByTimeAsync(6);
      a.release();
      await vi.advanceTimersByTimeAsync(4);
      await refused;
      expect(mutex.isLocked('a')).toBe(false);
    });

    it('gives everything back when the callback throws', async () => {
      const mutex = new KeyedMutex<string>();
      const wrong = new Error('wrong');
      const run = mutex.runExclusiveAll(['a', 'b'], () => {
        throw wrong;
      });
      await expect(run).rejects.toBe(wrong);
      expect(mutex.size).toBe(0);
    });

    it('runs without a lock for no keys', async () => {
      expect(await new KeyedMutex<string>().runExclusiveAll([], () => 1)).toBe(1);
    });
  });

  it.each([
    ['NaN', NaN, /the key is NaN/],
    ['an object', { id: 1 }, /the key is an instance of Object; .*keyOf/],
    ['a date', new Date(0), /the key is an instance of Date/],
    ['an object without prototype', Object.create(null), /the key is an instance of Object/],
    ['a function', () => 1, /the key is an instance of Function/],
  ])('throws for %s as key, and keeps no entry', (_what, key, message) => {
    const mutex = new KeyedMutex<unknown>();
    expect(() => mutex.acquire(key)).toThrow(message);
    expect(() => mutex.tryAcquire(key)).toThrow(message);
    expect(() => mutex.runExclusive(key, () => 1)).toThrow(message);
    expect(() => mutex.runExclusiveAll(['a', key], () => 1)).toThrow(message);
    expect(mutex.size).toBe(0);
  });

  it.each([
    ['a keyOf that answers NaN', { keyOf: () => NaN }, /the key is NaN/],
    ['maxWaiting of -1', { maxWaiting: -1 }, /maxWaiting is -1/],
    ['maxWaiting of NaN', { maxWaiting: NaN }, /maxWaiting is NaN/],
    ['keyOf that is no function', { keyOf: 'id' }, /fn is id/],
  ])('throws for %s', (_what, options, message) => {
    expect(() => new KeyedMutex(options as never).tryAcquire(1)).toThrow(message);
  });

  it('throws for a mistaken option or callback, and keeps no entry', () => {
    const mutex = new KeyedMutex<string>();
    expect(() => mutex.acquire('a', { timeoutMs: -1 })).toThrow(
      /timeoutMs is -1; pass timeoutMs from 0/,
    );
    expect(() => mutex.runExclusive('a', undefined as never)).toThrow(/fn is undefined/);
    expect(() => mutex.runExclusiveAll(['a'], undefined as never)).toThrow(/fn is undefined/);
    expect(mutex.size).toBe(0);
  });
});
