import { describe, expect, it } from 'vitest';
import { RWLock } from './rw-lock.js';

describe('RWLock', () => {
  it('lets readers read together and a writer write alone', async () => {
    const lock = new RWLock();
    const readers = await Promise.all([lock.acquireRead(), lock.acquireRead()]);
    expect(lock.tryAcquireWrite()).toBeUndefined();
    const writer = lock.acquireWrite();
    for (const reader of readers) reader.release();
    await writer;
    expect([lock.isWriteLocked, lock.tryAcquireRead(), lock.tryAcquireWrite()]).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  it('starves no writer: readers who come later wait behind it', async () => {
    const lock = new RWLock();
    const order: string[] = [];
    const reader = await lock.acquireRead();
    const write = lock.runWrite(() => void order.push('write'));
    const read = lock.runRead(() => void order.push('read'));
    expect([lock.waiting, lock.tryAcquireRead()]).toEqual([2, undefined]);
    reader.release();
    await Promise.all([write, read]);
    expect(order).toEqual(['write', 'read']);
  });

  it('starves no reader: a later writer waits behind it', async () => {
    const lock = new RWLock();
    const order: string[] = [];
    const writer = await lock.acquireWrite();
    const read = lock.runRead(() => void order.push('read'));
    const write = lock.runWrite(() => void order.push('write'));
    writer.release();
    await Promise.all([write, read]);
    expect(order).toEqual(['read', 'write']);
  });

  it('downgrades with no moment in between for another writer', async () => {
    const lock = new RWLock();
    const guard = await lock.acquireWrite();
    const read = lock.acquireRead();
    const write = lock.acquireWrite();
    lock.downgrade(guard);
    const reader = await read;
    expect([lock.isLocked, lock.isWriteLocked, lock.waiting]).toEqual([true, false, 1]);
    guard.release();
    reader.release();
    (await write).release();
    expect(lock.isLocked).toBe(false);
  });

  it.each([
    ['a read guard', (lock: RWLock) => lock.tryAcquireRead()],
    ['a guard of another lock', () => new RWLock().tryAcquireWrite()],
    ['undefined', () => undefined],
    ['an object', () => ({ release() {} })],
    [
      'a released guard',
      (lock: RWLock) => {
        const guard = lock.tryAcquireWrite();
        guard?.release();
        return guard;
      },
    ],
    [
      'a guard that was downgraded before',
      (lock: RWLock) => {
        const guard = lock.tryAcquireWrite();
        lock.downgrade(guard!);
        return guard;
      },
    ],
  ])('throws for a downgrade of %s', (_what, make) => {
    const lock = new RWLock();
    const guard = make(lock);
    const wasLocked = lock.isLocked;
    const attempt = () => lock.downgrade(guard as never);
    expect(attempt).toThrow(/pass one that acquireWrite gave and that is not released/);
    expect(attempt).toThrow(expect.objectContaining({ code: 'ERR_NOT_HELD' }));
    expect(lock.isLocked).toBe(wasLocked);
  });

  it('throws for callbacks that are none and for mistaken options', () => {
    const lock = new RWLock();
    expect(() => lock.runRead(1 as never)).toThrow('fn is 1; pass a function.');
    expect(() => lock.runWrite(1 as never)).toThrow('fn is 1; pass a function.');
    expect(() => lock.acquireRead({ priority: NaN })).toThrow(/priority is NaN;/);
    expect(() => lock.acquireWrite({ timeoutMs: -1 })).toThrow(
      /timeoutMs is -1; pass timeoutMs from 0/,
    );
    expect(lock.isLocked).toBe(false);
  });
});
