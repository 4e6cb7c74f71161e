import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { SharedKeyedMutex } from './shared-keyed-mutex.js';
import { toSlot } from './slot-of-key.js';

describe('SharedKeyedMutex', () => {
  it('excludes by key, in whatever thread', () => {
    const mutex = new SharedKeyedMutex();
    const joined = SharedKeyedMutex.from(structuredClone(mutex.handle));
    const guard = mutex.tryLock('user 1')!;
    expect([joined.isLocked('user 1'), joined.tryLock('user 1')]).toEqual([true, undefined]);
    const other = joined.lock('user 2');
    guard.release();
    other.release();
    expect([mutex.isLocked('user 1'), mutex.isLocked('user 2')]).toEqual([false, false]);
  });

  it('takes 1, 1n and "1" for different keys, and gives each one slot', () => {
    const slots = [1, 1n, '1'].map((key) => toSlot(key, 65_536));
    expect(new Set(slots).size).toBe(3);
    expect([1, 1n, '1'].map((key) => toSlot(key, 65_536))).toEqual(slots);
  });

  it('spreads keys over its slots', () => {
    const counts = new Array<number>(64).fill(0);
    for (let user = 0; user < 6_400; user++) counts[toSlot(`user ${user}`, 64)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(200);
  });

  it('lets keys of one slot exclude each other', async () => {
    const mutex = new SharedKeyedMutex({ slots: 1 });
    const guard = await mutex.acquire('one');
    expect(mutex.tryLock('other')).toBeUndefined();
    expect(() => mutex.lock('other')).toThrow(expect.objectContaining({ code: 'ERR_DEADLOCK' }));
    guard.release();
    expect(await mutex.runExclusive('other', () => 5)).toBe(5);
  });

  it('holds many keys at once, and gives all back if one does not come', async () => {
    const mutex = new SharedKeyedMutex();
    const held = await mutex.acquire('c');
    const waiting = mutex.runExclusiveAll(['a', 'b', 'c'], () => 'never', { timeoutMs: 0 });
    await expect(waiting).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    expect([mutex.isLocked('a'), mutex.isLocked('b')]).toEqual([false, false]);
    held.release();
    const seen = await mutex.runExclusiveAll(['a', 'b', 'a'], (abandoned) => [
      abandoned,
      mutex.isLocked('a'),
      mutex.isLocked('b'),
    ]);
    expect(seen).toEqual([false, true, true]);
    expect([mutex.isLocked('a'), mutex.isLocked('b')]).toEqual([false, false]);
  });

  it('frees what an adopted worker held', async () => {
    const mutex = new SharedKeyedMutex({ slots: 1 });
    const worker = Object.assign(new EventEmitter(), { threadId: 76 });
    mutex.adopt(worker);
    new Int32Array(mutex.handle.buffer)[4 + 4] = 77;
    const waiting = mutex.runExclusiveAll(['key'], (abandoned) => abandoned);
    worker.emit('exit');
    expect(await waiting).toBe(true);
  });

  it('frees every key of a thread that is declared dead, and no other', () => {
    const mutex = new SharedKeyedMutex({ slots: 3 });
    const words = new Int32Array(mutex.handle.buffer);
    const [first, second, third] = [0, 1, 2].map((slot) => 4 + 6 * slot + 4);
    words[first!] = 77;
    words[second!] = 78;
    words[third!] = 77;
    expect(mutex.declareDead(79)).toBe(false);
    expect(mutex.declareDead(77)).toBe(true);
    expect([words[first!], words[second!], words[third!]]).toEqual([2 ** 30, 78, 2 ** 30]);
    expect(() => mutex.declareDead(0)).toThrow('ownerId is 0 (number)');
  });

  it('calls a thread the same in all slots', () => {
    const mutex = new SharedKeyedMutex({ slots: 2 });
    for (const key of ['a', 'b', 'c', 'd', 'e']) mutex.tryLock(key);
    const words = new Int32Array(mutex.handle.buffer);
    expect([words[8], words[14]]).toEqual([mutex.ownerId, mutex.ownerId]);
  });

  it.each<[string, (mutex: SharedKeyedMutex) => unknown, string]>([
    ['an object as a key', (mutex) => mutex.tryLock({} as never), 'the key is [object Object]'],
    ['a key of NaN', (mutex) => mutex.tryLock(NaN), 'the key is NaN (number)'],
    ['no key', (mutex) => mutex.lock(undefined as never), 'the key is undefined (undefined)'],
    ['no slots', () => new SharedKeyedMutex({ slots: 0 }), 'slots is 0 (number)'],
    ['an unknown option', () => new SharedKeyedMutex({ size: 1 } as never), 'size (string)'],
  ])('refuses %s', (_what, call, message) => {
    expect(() => call(new SharedKeyedMutex())).toThrow(message);
  });
});
