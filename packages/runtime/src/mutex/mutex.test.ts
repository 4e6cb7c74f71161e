import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InterlockedError } from '../errors.js';
import { Mutex } from './mutex.js';

const anyOptions = (options: unknown) => options as { signal?: AbortSignal };

describe('Mutex', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('loses no update of a counter that tasks read, await and write', async () => {
    const mutex = new Mutex();
    let count = 0;
    const increment = async () => {
      const seen = count;
      await Promise.resolve();
      // eslint-disable-next-line @interlocked/no-read-await-write -- the race to be prevented
      count = seen + 1;
    };
    await Promise.all(Array.from({ length: 100 }, increment));
    expect(count, 'without the mutex the race must show').toBe(1);
    count = 0;
    await Promise.all(Array.from({ length: 100 }, () => mutex.runExclusive(increment)));
    expect(count).toBe(100);
  });

  it('releases a guard at the end of its scope', async () => {
    const mutex = new Mutex();
    {
      using guard = await mutex.acquire();
      expect([guard, mutex.isLocked]).toEqual([guard, true]);
    }
    expect(mutex.isLocked).toBe(false);
  });

  it('lets a guard released twice free nobody else', async () => {
    const mutex = new Mutex();
    const first = await mutex.acquire();
    const second = mutex.acquire();
    first.release();
    first.release();
    await second;
    first[Symbol.dispose]();
    expect(mutex.isLocked).toBe(true);
    expect(mutex.tryAcquire()).toBeUndefined();
  });

  it('runs a callback of a free lock before the call returns', () => {
    const mutex = new Mutex();
    let wasLocked = false;
    void mutex.runExclusive(() => (wasLocked = mutex.isLocked));
    expect(wasLocked).toBe(true);
    expect(mutex.isLocked).toBe(false);
  });

  it('resolves to what the callback returns, and rejects with what it throws', async () => {
    const mutex = new Mutex();
    const wrong = new Error('wrong');
    const held = await mutex.acquire();
    const outcomes = Promise.allSettled([
      mutex.runExclusive(() => 1),
      mutex.runExclusive(() => Promise.resolve(2)),
      mutex.runExclusive(() => {
        throw wrong;
      }),
      mutex.runExclusive(() => Promise.reject(wrong)),
    ]);
    held.release();
    expect(await outcomes).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: wrong },
      { status: 'rejected', reason: wrong },
    ]);
    await expect(
      mutex.runExclusive(() => {
        throw wrong;
      }),
    ).rejects.toBe(wrong);
    expect(mutex.isLocked).toBe(false);
  });

  it('keeps the lock while the callback runs, whatever its signal and deadline say', async () => {
    const mutex = new Mutex();
    const controller = new AbortController();
    let finish = () => {};
    const work = new Promise<void>((resolve) => (finish = resolve));
    const run = mutex.runExclusive(() => work, { signal: controller.signal, timeoutMs: 10 });
    controller.abort();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(mutex.isLocked).toBe(true);
    finish();
    await run;
    expect(mutex.isLocked).toBe(false);
  });

  it('runs 10,000 queued synchronous callbacks without deepening the stack', async () => {
    const mutex = new Mutex();
    const held = await mutex.acquire();
    let runs = 0;
    const all = Array.from({ length: 10_000 }, () => mutex.runExclusive(() => ++runs));
    held.release();
    await Promise.all(all);
    expect(runs).toBe(10_000);
  });

  it('gives an aborted wait the reason of its signal, and every timed-out one its own error', async () => {
    const mutex = new Mutex();
    await mutex.acquire();
    const controller = new AbortController();
    const waits = Promise.allSettled([
      mutex.acquire({ signal: controller.signal }),
      mutex.acquire({ timeoutMs: 10 }),
      mutex.acquire({ timeoutMs: 10 }),
    ]);
    const reason = { why: 'closed' };
    controller.abort(reason);
    await vi.advanceTimersByTimeAsync(10);
    const reasons = (await waits).map((wait) => (wait as PromiseRejectedResult).reason as Error);
    expect(reasons[0]).toBe(reason);
    expect(reasons[1]).toMatchObject({ code: 'ERR_TIMEOUT', name: 'InterlockedError' });
    expect(reasons[1]?.message).toBe('Waited 10 ms in vain; raise timeoutMs.');
    expect(reasons[2]).not.toBe(reasons[1]);
  });

  it('keeps what was granted when the abort comes in the same step as the hand-off', async () => {
    const mutex = new Mutex();
    const held = await mutex.acquire();
    const controller = new AbortController();
    // This listener comes first, so the hand-off happens in the midst of the abort.
    controller.signal.addEventListener('abort', () => held.release());
    const next = mutex.acquire({ signal: controller.signal });
    controller.abort();
    (await next).release();
    expect(mutex.isLocked).toBe(false);
  });

  it('leaves no listener on a signal, whichever way the wait ends', async () => {
    const mutex = new Mutex();
    const { signal } = new AbortController();
    const listeners = new Set<unknown>();
    signal.addEventListener = (_type: string, listener: unknown) => void listeners.add(listener);
    signal.removeEventListener = (_type: string, listener: unknown) =>
      void listeners.delete(listener);
    const held = await mutex.acquire({ signal });
    const granted = mutex.acquire({ signal });
    const timedOut = mutex.acquire({ signal, timeoutMs: 1 });
    expect(listeners.size).toBe(2);
    const refused = expect(timedOut).rejects.toThrow(InterlockedError);
    await vi.advanceTimersByTimeAsync(1);
    await refused;
    held.release();
    await granted;
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['timeoutMs of -1', { timeoutMs: -1 }, /timeoutMs is -1; pass timeoutMs from 0/],
    ['timeoutMs of NaN', { timeoutMs: NaN }, /timeoutMs is NaN; pass timeoutMs from 0/],
    ['timeoutMs of text', { timeoutMs: '5' }, /timeoutMs is 5;/],
    ['priority of NaN', { priority: NaN }, /priority is NaN;/],
    ['priority of text', { priority: 'high' }, /priority is high;/],
    ['a signal that is none', { signal: {} }, /signal is \[object Object\];/],
    ['a signal of text', { signal: 'stop' }, /signal is stop;/],
    ['an option of another name', { timeout: 5 }, /timeout is 5; pass timeoutMs/],
  ])('throws for %s, free or held, and changes nothing', (_what, options, message) => {
    const mutex = new Mutex();
    for (let time = 0; time < 2; time++) {
      const attempt = () => mutex.acquire(anyOptions(options));
      expect(attempt).toThrow(message);
      expect(attempt).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARGUMENT' }));
      expect(() => mutex.runExclusive(() => 1, anyOptions(options))).toThrow(message);
      expect([mutex.isLocked, mutex.waiting]).toEqual([time === 1, 0]);
      mutex.tryAcquire();
    }
  });

  it.each([[undefined], [null], [Promise.resolve()], ['work']])(
    'throws for %s as a callback',
    (callback) => {
      const mutex = new Mutex();
      expect(() => mutex.runExclusive(callback as never)).toThrow(/fn is .*; pass a function\./);
      expect(mutex.isLocked).toBe(false);
    },
  );
});
