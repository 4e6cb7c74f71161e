import { describe, expect, it } from 'vitest';
import { AtomicFlag } from './atomic-flag.js';

describe('AtomicFlag', () => {
  it('tells the first who sets it from the others', () => {
    const flag = new AtomicFlag();
    const other = AtomicFlag.from(structuredClone(flag.handle));
    expect(flag.isSet).toBe(false);
    expect([flag.testAndSet(), other.testAndSet(), flag.testAndSet()]).toEqual([false, true, true]);
    expect(other.isSet).toBe(true);
    expect([flag.testAndClear(), other.testAndClear()]).toEqual([true, false]);
    expect(new AtomicFlag({ isSet: true }).isSet).toBe(true);
  });

  it('resolves at once those who wait for what is', async () => {
    const flag = new AtomicFlag();
    await flag.waitUntilClear();
    flag.testAndSet();
    await flag.waitUntilSet();
    expect(flag.isSet).toBe(true);
  });

  it('wakes all who wait, and none for nothing', async () => {
    const flag = new AtomicFlag();
    const waits = [flag, AtomicFlag.from(flag.handle), flag].map((one) => one.waitUntilSet());
    flag.testAndClear();
    flag.testAndSet();
    await Promise.all(waits);
    const clear = flag.waitUntilClear();
    flag.testAndClear();
    await clear;
    expect(flag.isSet).toBe(false);
  });

  it('gives up waiting', async () => {
    const flag = new AtomicFlag();
    await expect(flag.waitUntilSet({ timeoutMs: 0 })).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
    });
    await expect(flag.waitUntilSet({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(() => flag.waitUntilSet({ timeoutMs: -1 })).toThrow('timeoutMs is -1');
  });

  it('refuses an unknown option', () => {
    expect(() => new AtomicFlag({ set: true } as object)).toThrow('an option is set (string)');
  });
});
