import { channel } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyedMutex } from '../keyed-mutex/keyed-mutex.js';
import { Mutex } from '../mutex/mutex.js';
import { RWLock } from '../rw-lock/rw-lock.js';
import { Semaphore } from '../semaphore/semaphore.js';
import { enableDiagnostics, inspect, label, runTask } from './index.js';

describe('diagnostics', () => {
  let disable = () => {};
  beforeEach(() => void (disable = enableDiagnostics()));
  afterEach(() => disable());

  it('refuses a lock that the task holds already', async () => {
    const mutex = label(new Mutex(), 'accounts');
    const run = mutex.runExclusive(() => mutex.runExclusive(() => 'never'));
    await expect(run).rejects.toMatchObject({ name: 'DeadlockError', code: 'ERR_DEADLOCK' });
    await expect(run).rejects.toThrow(/waits for accounts, held for \d+ ms, acquired at .*test/);
    expect([mutex.isLocked, inspect()]).toEqual([false, []]);
  });

  it('refuses it under Promise.all too, and not beside the task', async () => {
    const mutex = new Mutex();
    const nested = mutex.runExclusive(() =>
      Promise.all([Promise.resolve(1), mutex.runExclusive(() => 2)]),
    );
    const beside = mutex.runExclusive(() => 'beside');
    await expect(nested).rejects.toMatchObject({ code: 'ERR_DEADLOCK' });
    expect(await beside).toBe('beside');
  });

  it('refuses the wait that closes a circle, and says who holds what', async () => {
    const [one, two] = [label(new Mutex(), 'one'), label(new Mutex(), 'two')];
    const take = (first: Mutex, second: Mutex) =>
      first.runExclusive(async () => {
        await Promise.resolve();
        return second.runExclusive(() => 'both');
      });
    const outcomes = await Promise.allSettled([take(one, two), take(two, one)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    const { cycle } = refused.reason as { cycle: { lock: string }[] };
    expect(cycle.map(({ lock }) => lock).sort()).toEqual(['one', 'two']);
  });

  it('sees circles through guards of a task, keys, writers and whole semaphores', async () => {
    const keys = new KeyedMutex<string>();
    const lock = new RWLock();
    const semaphore = new Semaphore(2);
    const deadlock = { code: 'ERR_DEADLOCK' };
    await runTask(async () => {
      using guard = await keys.acquire('ada');
      await expect(keys.acquire('ada')).rejects.toMatchObject(deadlock);
      expect(guard).toBeDefined();
    });
    await expect(lock.runWrite(() => lock.runRead(() => 'never'))).rejects.toMatchObject(deadlock);
    await expect(
      semaphore.runExclusive(() => semaphore.runExclusive(() => 'never'), { weight: 2 }),
    ).rejects.toMatchObject(deadlock);
    expect(inspect()).toEqual([]);
  });

  it('lets whatever ends wait: permits that others hold, and readers that share', async () => {
    const semaphore = new Semaphore(2);
    const other = await semaphore.acquire();
    const run = semaphore.runExclusive(() => semaphore.runExclusive(() => 'granted'));
    other.release();
    expect(await run).toBe('granted');
    const lock = new RWLock();
    expect(await lock.runRead(() => lock.runRead(() => 'shared'))).toBe('shared');
  });

  it('lists holders and waiters, and forgets those who gave up', async () => {
    const mutex = label(new Mutex(), 'accounts');
    const guard = await mutex.acquire();
    const controller = new AbortController();
    const wait = mutex.acquire({ signal: controller.signal });
    const [report] = inspect();
    expect(report).toMatchObject({
      lock: 'accounts',
      holders: [
        { lock: 'accounts', acquiredAt: expect.stringContaining('diagnostics.test') as string },
      ],
      waiters: [{ requestedAt: expect.stringContaining('diagnostics.test') as string }],
    });
    controller.abort('gone');
    await expect(wait).rejects.toBe('gone');
    expect(inspect()[0]?.waiters).toEqual([]);
    guard.release();
    expect(inspect()).toEqual([]);
  });

  it('publishes what happens', async () => {
    const events: [string, object][] = [];
    const names = ['wait', 'acquire', 'release', 'abandon'].map((name) => `interlocked:${name}`);
    const listen = (message: unknown, name: string | symbol) =>
      void events.push([String(name).slice('interlocked:'.length), message as object]);
    for (const name of names) channel(name).subscribe(listen);
    const mutex = label(new Mutex(), 'accounts');
    const guard = await mutex.acquire();
    const next = mutex.acquire();
    await expect(mutex.acquire({ timeoutMs: 0 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    guard.release();
    (await next).release();
    for (const name of names) channel(name).unsubscribe(listen);
    expect(events.map(([name]) => name)).toEqual([
      'acquire',
      'wait',
      'wait',
      'abandon',
      'release',
      'acquire',
      'release',
    ]);
    expect(events.every(([, { lock }]: [string, { lock?: string }]) => lock === 'accounts')).toBe(
      true,
    );
  });

  it('is off by default, once at a time, and leaves nothing replaced', async () => {
    expect(() => enableDiagnostics()).toThrow('Diagnostics are on; turn them off first.');
    const replaced = Reflect.get(Mutex.prototype, 'acquire') as unknown;
    disable();
    disable();
    expect(Reflect.get(Mutex.prototype, 'acquire')).not.toBe(replaced);
    const mutex = new Mutex();
    await mutex.acquire();
    expect(inspect()).toEqual([]);
    expect(runTask(() => 1)).toBe(1);
  });
});

it('says once that a lock is held too long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const told: object[] = [];
  const disable = enableDiagnostics({
    heldTooLongMs: 50,
    onHeldTooLong: (hold) => told.push(hold),
  });
  try {
    const mutex = label(new Mutex(), 'accounts');
    const short = await mutex.acquire();
    await vi.advanceTimersByTimeAsync(49);
    short.release();
    await mutex.acquire();
    await vi.advanceTimersByTimeAsync(200);
    expect(told).toEqual([
      { lock: 'accounts', forMs: 50, acquiredAt: expect.any(String) as string },
    ]);
  } finally {
    disable();
    vi.useRealTimers();
  }
  expect(() => enableDiagnostics({ heldTooLongMs: -1 })).toThrow('heldTooLongMs is -1;');
});
