import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { SharedMutex } from '../shared-mutex/shared-mutex.js';
import { SharedCondition } from './shared-condition.js';

function setUp() {
  const mutex = new SharedMutex();
  const condition = new SharedCondition();
  return { mutex, condition, joined: SharedCondition.from(structuredClone(condition.handle)) };
}

describe('SharedCondition', () => {
  it('gives the mutex back, waits, and holds it again', async () => {
    const { mutex, condition, joined } = setUp();
    const waiting = condition.wait(mutex, mutex.lock());
    expect(mutex.isLocked).toBe(false);
    joined.notify();
    const guard = await waiting;
    expect(mutex.isHeldBy(guard)).toBe(true);
    guard.release();
    expect([mutex.isHeldBy(guard), mutex.isLocked]).toEqual([false, false]);
  });

  it('wakes all who wait', async () => {
    const { mutex, condition, joined } = setUp();
    const waits = [condition, joined, condition].map((one) => one.wait(mutex, mutex.lock()));
    condition.notifyAll();
    for (const wait of waits) void wait.then((guard) => guard.release());
    await Promise.all(waits);
    expect(mutex.isLocked).toBe(false);
  });

  it('asks again until what is waited for is there', async () => {
    const { mutex, condition, joined } = setUp();
    let things = 0;
    const waiting = joined.waitUntil(mutex, mutex.lock(), () => things === 2);
    for (let put = 0; put < 2; put++) {
      await mutex.runExclusive(() => void things++);
      condition.notify();
    }
    (await waiting).release();
    const guard = condition.blockUntil(mutex, mutex.lock(), () => true);
    expect(guard.isHeld).toBe(true);
  });

  it('gives up and holds nothing, without taking a notification along', async () => {
    const { mutex, condition, joined } = setUp();
    const stops = new AbortController();
    const givenUp = condition.wait(mutex, mutex.lock(), { signal: stops.signal });
    const waiting = joined.wait(mutex, mutex.lock());
    stops.abort('enough');
    await expect(givenUp).rejects.toBe('enough');
    condition.notify();
    (await waiting).release();
    expect(() => condition.block(mutex, mutex.lock(), { timeoutMs: 1 })).toThrow('after 1 ms');
    const asking = condition.waitUntil(mutex, mutex.lock(), () => false, { timeoutMs: 0 });
    await expect(asking).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    expect(mutex.isLocked).toBe(false);
  });

  it('gives the mutex back if the predicate throws', async () => {
    const { mutex, condition } = setUp();
    const fail = () => {
      throw new Error('bad predicate');
    };
    expect(() => condition.blockUntil(mutex, mutex.lock(), fail)).toThrow('bad predicate');
    await expect(condition.waitUntil(mutex, mutex.lock(), fail)).rejects.toThrow('bad predicate');
    expect(mutex.isLocked).toBe(false);
  });

  it('wakes all who wait when an adopted worker ends', async () => {
    const { mutex, condition, joined } = setUp();
    const worker = Object.assign(new EventEmitter(), { threadId: 76 });
    condition.adopt(worker);
    const waiting = joined.wait(mutex, mutex.lock());
    worker.emit('exit');
    expect((await waiting).isHeld).toBe(true);
  });

  it.each<[string, (context: ReturnType<typeof setUp>) => unknown, string]>([
    ['a released guard', released, 'The guard does not hold this mutex'],
    ['the guard of another mutex', ofAnother, 'The guard does not hold this mutex'],
    [
      'no mutex',
      ({ mutex, condition }) => condition.block({} as never, mutex.lock()),
      'mutex is [object Object] (object); pass a SharedMutex',
    ],
    [
      'no guard',
      ({ mutex, condition }) => condition.wait(mutex, undefined as never),
      'guard is undefined (undefined); pass a guard that the mutex gave',
    ],
    [
      'no guard, before the predicate is asked',
      ({ mutex, condition }) => condition.blockUntil(mutex, undefined as never, () => true),
      'guard is undefined (undefined)',
    ],
    [
      'a negative time limit',
      ({ mutex, condition }) => condition.block(mutex, mutex.lock(), { timeoutMs: -1 }),
      'timeoutMs is -1',
    ],
    [
      'an unknown option',
      ({ mutex, condition }) => condition.wait(mutex, mutex.lock(), { time: 1 } as never),
      'time (string)',
    ],
    [
      'no predicate',
      ({ mutex, condition }) => condition.blockUntil(mutex, mutex.lock(), 5 as never),
      'predicate is 5 (number)',
    ],
  ])('refuses %s', (_what, call, message) => {
    expect(() => call(setUp())).toThrow(message);
  });
});

function released({ mutex, condition }: ReturnType<typeof setUp>) {
  const guard = mutex.lock();
  guard.release();
  return condition.wait(mutex, guard);
}

function ofAnother({ mutex, condition }: ReturnType<typeof setUp>) {
  return condition.block(mutex, new SharedMutex().lock());
}
