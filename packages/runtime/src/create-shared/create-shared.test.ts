import { describe, expect, expectTypeOf, it } from 'vitest';
import { AtomicCounter } from '../atomic-counter/atomic-counter.js';
import { SharedKeyedMutex } from '../shared-keyed-mutex/shared-keyed-mutex.js';
import { SharedMutex } from '../shared-mutex/shared-mutex.js';
import { SharedOnce } from '../shared-once/shared-once.js';
import { SharedSemaphore } from '../shared-semaphore/shared-semaphore.js';
import { StripedCounter } from '../striped-counter/striped-counter.js';
import { createShared, joinShared } from './create-shared.js';

const newLayout = () => ({
  hits: AtomicCounter,
  left: new AtomicCounter({ initial: 5, min: 0 }),
  lock: SharedMutex,
  permits: new SharedSemaphore(4),
  once: SharedOnce,
  keys: new SharedKeyedMutex({ slots: 3 }),
  visits: new StripedCounter({ stripes: 2 }),
});

describe('createShared', () => {
  it('lays primitives out in one buffer, apart from each other', () => {
    const { parts, handle } = createShared(newLayout());
    const offsets = Object.values(handle.offsets);
    expect(Object.values(parts).every((part) => part.handle.buffer === handle.buffer)).toBe(true);
    expect(offsets.every((offset) => offset % 128 === 0)).toBe(true);
    expect(new Set(offsets).size).toBe(7);
  });

  it('gives each thread that joins the same primitives, with what they were made with', () => {
    const { parts, handle } = createShared(newLayout());
    const joined = joinShared(newLayout(), structuredClone(handle));
    expectTypeOf(joined.hits).toEqualTypeOf<AtomicCounter>();
    expectTypeOf(joined.permits).toEqualTypeOf<SharedSemaphore>();
    joined.hits.increment();
    joined.left.decrement();
    joined.visits.add(7);
    joined.lock.lock();
    expect(joined.once.runBlocking(() => {})).toBe(true);
    joined.permits.lock({ weight: 3 });
    joined.keys.lock('key');
    expect([parts.hits.value, parts.left.value, parts.visits.sum()]).toEqual([1, 4, 7]);
    expect([parts.lock.isLocked, parts.once.isDone, parts.keys.isLocked('key')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([parts.permits.available, parts.permits.permits, parts.keys.slots]).toEqual([1, 4, 3]);
    expect(() => parts.left.subtract(5)).toThrow(/outside its range 0\.\./);
  });

  it('refuses a layout with what is no primitive', () => {
    for (const part of [5, {}, 'hits', null, Map, new Map()]) {
      expect(() => createShared({ part } as never)).toThrow(
        /the layout's part is no primitive .+; pass a class/,
      );
    }
  });

  it('refuses to join by another layout', () => {
    const { handle } = createShared({ hits: AtomicCounter });
    expect(() => joinShared({ lock: SharedMutex }, handle)).toThrow(
      'The layout has lock, and the handle has hits. Use one layout in all threads',
    );
    expect(() => joinShared({ hits: AtomicCounter, lock: SharedMutex }, handle)).toThrow(
      'The layout has hits, lock, and the handle has hits',
    );
    expect(() => joinShared({ hits: SharedMutex }, handle)).toThrow(
      'it belongs to the kind AtomicCounter',
    );
    expect(() => joinShared({ hits: AtomicCounter }, {} as never)).toThrow(
      'the handle has nothing',
    );
  });
});
