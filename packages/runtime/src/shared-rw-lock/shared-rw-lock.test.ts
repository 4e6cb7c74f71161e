import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { InterlockedError } from '../errors.js';
import { SharedRWLock } from './shared-rw-lock.js';

const OTHER = 77;

/** Makes the lock held by a thread that is not this one. */
function holdAsAnother({ handle }: SharedRWLock, how: 'read' | 'write'): void {
  const cells = new Int32Array(handle.buffer);
  if (how === 'read') cells[8] = OTHER;
  else cells.set([OTHER, 0, 0, 1], 4);
}

describe('SharedRWLock', () => {
  it('lets many read or one write', () => {
    const lock = new SharedRWLock();
    const other = SharedRWLock.from(structuredClone(lock.handle));
    const readers = [lock.lockRead(), other.lockRead()];
    expect(other.tryWrite()).toBeUndefined();
    readers.forEach((reader) => (reader.release(), reader.release()));
    const writer = other.lockWrite();
    expect([lock.tryRead(), lock.tryWrite()]).toEqual([undefined, undefined]);
    writer[Symbol.dispose]();
    expect(lock.tryRead()?.abandoned).toBe(false);
  });

  it('lets no more read than it has room for', async () => {
    const lock = new SharedRWLock({ readers: 1 });
    const first = lock.tryRead()!;
    expect(lock.tryRead()).toBeUndefined();
    const second = SharedRWLock.from(lock.handle).acquireRead();
    first.release();
    (await second).release();
  });

  it('keeps new readers out while a writer waits', async () => {
    const lock = new SharedRWLock();
    const reader = lock.lockRead();
    const writing = lock.acquireWrite();
    const reading = lock.acquireRead();
    expect(lock.tryRead()).toBeUndefined();
    reader.release();
    const writer = await writing;
    expect(lock.tryRead()).toBeUndefined();
    writer.release();
    (await reading).release();
  });

  it('lets readers in again when a writer gave up', async () => {
    const lock = new SharedRWLock();
    const reader = lock.lockRead();
    const stops = new AbortController();
    const writing = lock.acquireWrite({ signal: stops.signal });
    const reading = SharedRWLock.from(lock.handle).acquireRead();
    stops.abort('enough');
    await expect(writing).rejects.toBe('enough');
    (await reading).release();
    await expect(lock.acquireWrite({ timeoutMs: 0 })).rejects.toThrow(InterlockedError);
    reader.release();
    expect(lock.tryWrite()).toBeDefined();
  });

  it('runs sections', async () => {
    const lock = new SharedRWLock();
    let inside = 0;
    const write = () =>
      lock.runWrite(async () => {
        expect(++inside).toBe(1);
        await Promise.resolve();
        inside--;
      });
    const read = () => lock.runRead(() => expect(inside).toBe(0));
    await Promise.all([write(), read(), write(), read()]);
    await expect(lock.runRead(() => Promise.reject(new Error('inside')))).rejects.toThrow('inside');
    expect(lock.tryWrite()).toBeDefined();
  });

  it('blocks no longer than timeoutMs', () => {
    const lock = new SharedRWLock();
    holdAsAnother(lock, 'read');
    expect(() => lock.lockWrite({ timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
    lock.lockRead({ timeoutMs: 1 }).release();
    holdAsAnother(lock, 'write');
    expect(() => lock.lockRead({ timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
  });
});

describe('SharedRWLock whose holder died', () => {
  it('is free when it was read, and nobody needs to know', async () => {
    const lock = new SharedRWLock();
    const worker = Object.assign(new EventEmitter(), { threadId: OTHER - 1 });
    lock.adopt(worker);
    holdAsAnother(lock, 'read');
    const writing = lock.acquireWrite();
    worker.emit('exit');
    expect((await writing).abandoned).toBe(false);
  });

  it('tells all until a writer has set things right', () => {
    const lock = new SharedRWLock();
    holdAsAnother(lock, 'write');
    expect([lock.declareDead(OTHER), lock.declareDead(OTHER)]).toEqual([true, false]);
    const readers = [lock.lockRead(), lock.lockRead()];
    expect(readers.map(({ abandoned }) => abandoned)).toEqual([true, true]);
    readers.forEach((reader) => reader.release());
    const writer = lock.lockWrite();
    expect(writer.abandoned).toBe(true);
    writer.release();
    expect(lock.tryRead()?.abandoned).toBe(false);
  });

  it.each(['lockRead', 'lockWrite'] as const)('refuses a late release after %s', (method) => {
    const lock = new SharedRWLock();
    const guard = lock[method]();
    lock.declareDead(lock.ownerId);
    expect(() => guard.release()).toThrow('This thread was declared dead');
    expect(lock.tryWrite()).toBeDefined();
  });
});

describe('SharedRWLock refuses', () => {
  it.each<[string, (lock: SharedRWLock) => unknown]>([
    ['to write while this thread writes', (lock) => (lock.lockWrite(), lock.lockWrite())],
    ['to write while this thread reads', (lock) => (lock.lockRead(), lock.lockWrite())],
    ['to read while this thread writes', (lock) => (lock.lockWrite(), lock.lockRead())],
  ])('to block %s', (_when, call) => {
    expect(() => call(new SharedRWLock())).toThrow(
      expect.objectContaining({ code: 'ERR_DEADLOCK' }),
    );
  });

  it.each<[string, (lock: SharedRWLock) => unknown, string]>([
    ['no readers', () => new SharedRWLock({ readers: 0 }), 'readers is 0 (number)'],
    ['an unknown option', () => new SharedRWLock({ writers: 2 } as never), 'writers (string)'],
    ['a negative time limit', (lock) => lock.lockRead({ timeoutMs: -1 }), 'timeoutMs is -1'],
    ['a dead id of 0', (lock) => lock.declareDead(0), 'ownerId is 0 (number)'],
    ['a worker that has ended', (lock) => lock.adopt({ threadId: -1 } as never), 'is -1 (number)'],
  ])('%s', (_what, call, message) => {
    expect(() => call(new SharedRWLock())).toThrow(message);
  });

  it('a section that is no function', async () => {
    await expect(new SharedRWLock().runRead(5 as never)).rejects.toThrow('fn is 5 (number)');
  });
});
