import { afterEach, describe, expect, it, vi } from 'vitest';
import { AtomicCounter } from '../atomic-counter/atomic-counter.js';
import { AtomicFlag } from '../atomic-flag/atomic-flag.js';
import { SharedKeyedMutex } from '../shared-keyed-mutex/shared-keyed-mutex.js';
import { SharedLatch } from '../shared-latch/shared-latch.js';
import { SharedMutex } from '../shared-mutex/shared-mutex.js';
import { SharedQueue } from '../shared-queue/shared-queue.js';
import { ownBells } from './shared-bells.js';

afterEach(() => void vi.restoreAllMocks());

describe('the doorbell of a thread', () => {
  it('is the only word on which it waits, whatever it waits for', async () => {
    const pending = vi.spyOn(Atomics, 'waitAsync');
    const [counter, flag, latch] = [new AtomicCounter(), new AtomicFlag(), new SharedLatch(1)];
    const [queue, keyed] = [
      new SharedQueue({ capacity: 1, recordBytes: 1 }),
      new SharedKeyedMutex({ slots: 2 }),
    ];
    const guard = keyed.lock('key');
    const waits = [
      counter.waitUntil((value) => value === 1),
      flag.waitUntilSet(),
      latch.wait(),
      queue.take(),
      keyed.acquire('key'),
    ];
    expect(pending.mock.calls.length).toBeLessThanOrEqual(1);
    counter.increment();
    flag.testAndSet();
    latch.countDown();
    queue.tryPut(Uint8Array.of(7));
    guard.release();
    expect((await Promise.all(waits)).slice(0, 4)).toEqual([
      1,
      undefined,
      undefined,
      Uint8Array.of(7),
    ]);
    const bells = new Int32Array(ownBells().buffer);
    expect(pending.mock.calls.every(([cells]) => cells.buffer === bells.buffer)).toBe(true);
    expect(new Set(pending.mock.calls.map(([, index]) => index)).size).toBeLessThanOrEqual(1);
  });

  it('is left alone by waits that are given up', async () => {
    const mutex = new SharedMutex();
    const guard = mutex.lock();
    const pending = vi.spyOn(Atomics, 'waitAsync');
    const stops = new AbortController();
    const waits = Array.from({ length: 1_000 }, () =>
      SharedMutex.from(structuredClone(mutex.handle)).acquire({ signal: stops.signal }),
    );
    stops.abort('enough');
    const found = await Promise.allSettled(waits);
    expect(found.every(({ status }) => status === 'rejected')).toBe(true);
    expect(pending.mock.calls.length).toBeLessThanOrEqual(1);
    guard.release();
    expect(mutex.isLocked).toBe(false);
  });

  it('costs each of many tasks that want one lock a few looks, in the order of their coming', async () => {
    const mutex = new SharedMutex();
    const guard = mutex.lock();
    const order: number[] = [];
    const tasks = 500;
    const waits = Array.from({ length: tasks }, (_, task) =>
      mutex.runExclusive(() => order.push(task)),
    );
    const looks = vi.spyOn(Atomics, 'or');
    guard.release();
    await Promise.all(waits);
    expect(order).toEqual(Array.from({ length: tasks }, (_, task) => task));
    expect(looks.mock.calls.length).toBeLessThan(4 * tasks);
  });

  it('is in one table for all that the thread makes and for what it joins', () => {
    const bells = ownBells().buffer;
    expect(new SharedMutex().handle.bells).toBe(bells);
    const { handle } = SharedMutex.from(structuredClone(new SharedMutex().handle));
    Atomics.store(new Int32Array(handle.bells), 39, 4321);
    expect(Atomics.load(new Int32Array(bells), 39)).toBe(4321);
  });
});
