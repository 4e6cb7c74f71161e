import { describe, expect, it } from 'vitest';
import { Mutex } from '../mutex/mutex.js';
import { Condition } from './condition.js';

describe('Condition', () => {
  it('gives the mutex back while it waits and has it again afterwards', async () => {
    const mutex = new Mutex();
    const condition = new Condition(mutex);
    const wait = condition.wait(await mutex.acquire());
    expect([mutex.isLocked, condition.waiting]).toEqual([false, 1]);
    condition.notify();
    const guard = await wait;
    expect(mutex.isLocked).toBe(true);
    guard.release();
    expect(mutex.isLocked).toBe(false);
  });

  it('carries values from producers to consumers, each once', async () => {
    const mutex = new Mutex();
    const filled = new Condition(mutex);
    const store: number[] = [];
    const taken: number[] = [];
    const consume = async () => {
      const guard = await filled.waitUntil(await mutex.acquire(), () => store.length > 0);
      taken.push(store.shift()!);
      guard.release();
    };
    const consumers = Array.from({ length: 20 }, consume);
    for (let value = 0; value < 20; value++) {
      await mutex.runExclusive(() => void store.push(value));
      filled.notify();
    }
    await Promise.all(consumers);
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('passes a notification by who gave up', async () => {
    const mutex = new Mutex();
    const condition = new Condition(mutex);
    const controller = new AbortController();
    const gone = condition.wait(await mutex.acquire(), { signal: controller.signal });
    const stays = condition.wait(await mutex.acquire());
    controller.abort('gone');
    condition.notify();
    await expect(gone).rejects.toBe('gone');
    (await stays).release();
    expect([mutex.isLocked, condition.waiting]).toEqual([false, 0]);
  });

  it('holds nothing after a wait that failed', async () => {
    const mutex = new Mutex();
    const condition = new Condition(mutex);
    const guard = await mutex.acquire();
    await expect(condition.wait(guard, { timeoutMs: 0 })).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
    });
    const wrong = new Error('wrong');
    const predicate = () => {
      throw wrong;
    };
    await expect(condition.waitUntil(await mutex.acquire(), predicate)).rejects.toBe(wrong);
    const signal = AbortSignal.abort('early');
    await expect(condition.wait(await mutex.acquire(), { signal })).rejects.toBe('early');
    expect(mutex.isLocked).toBe(false);
  });

  it('throws for a guard that does not hold the mutex', async () => {
    const mutex = new Mutex();
    const condition = new Condition(mutex);
    const released = await mutex.acquire();
    released.release();
    const foreign = await new Mutex().acquire();
    for (const guard of [released, foreign, undefined as never]) {
      expect(() => condition.wait(guard)).toThrow(
        expect.objectContaining({ code: 'ERR_NOT_HELD' }),
      );
    }
    expect(() => condition.wait(released, { timeoutMs: -1 })).toThrow(/timeoutMs is -1/);
  });
});
