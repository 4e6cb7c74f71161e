import { describe, expect, it } from 'vitest';
import { KeyedRWLock } from './keyed-rw-lock.js';

describe('KeyedRWLock', () => {
  it('keeps readers and writers of one key apart, and keys apart from each other', async () => {
    const lock = new KeyedRWLock<string>();
    const reader = await lock.acquireRead('a');
    expect(lock.tryAcquireRead('a')).toBeDefined();
    expect(lock.tryAcquireWrite('a')).toBeUndefined();
    const writer = await lock.acquireWrite('b');
    expect([lock.isWriteLocked('a'), lock.isWriteLocked('b'), lock.size]).toEqual([false, true, 2]);
    writer.release();
    reader.release();
    expect([lock.size, lock.isLocked('a'), lock.waiting('b')]).toEqual([1, true, 0]);
  });

  it('writes several keys as one, in one global order', async () => {
    const lock = new KeyedRWLock<string>();
    const reader = await lock.acquireRead('b');
    const writes = Promise.all([
      lock.runWriteAll(['a', 'b'], () => lock.isWriteLocked('a') && lock.isWriteLocked('b')),
      lock.runWriteAll(['b', 'a'], () => lock.isWriteLocked('a') && lock.isWriteLocked('b')),
    ]);
    reader.release();
    expect(await writes).toEqual([true, true]);
    expect(lock.size).toBe(0);
  });

  it('throws for mistakes, and keeps no entry', () => {
    const lock = new KeyedRWLock<unknown>();
    expect(() => lock.runRead('a', 1 as never)).toThrow('fn is 1; pass a function.');
    expect(() => lock.runWriteAll(['a'], 1 as never)).toThrow('fn is 1; pass a function.');
    expect(() => lock.acquireWrite(NaN)).toThrow(/the key is NaN/);
    expect(() => lock.acquireRead('a', { timeoutMs: -1 })).toThrow(/timeoutMs is -1/);
    expect(lock.size).toBe(0);
  });
});
