import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { InterlockedError } from '../errors.js';
import { SharedSemaphore } from './shared-semaphore.js';

describe('SharedSemaphore', () => {
  it('gives permits to whoever asks, until there are none', () => {
    const semaphore = new SharedSemaphore(3);
    const other = SharedSemaphore.from(structuredClone(semaphore.handle));
    const heavy = semaphore.tryLock(2)!;
    expect([heavy.weight, other.available, other.permits]).toEqual([2, 1, 3]);
    expect(other.tryLock(2)).toBeUndefined();
    const light = other.lock();
    expect([semaphore.available, semaphore.tryLock()]).toEqual([0, undefined]);
    heavy.release();
    heavy.release();
    light[Symbol.dispose]();
    expect(semaphore.available).toBe(3);
  });

  it('wakes those for whom there are enough permits', async () => {
    const semaphore = new SharedSemaphore(2);
    const all = semaphore.lock({ weight: 2 });
    const light = SharedSemaphore.from(semaphore.handle).acquire();
    const heavy = semaphore.acquire({ weight: 2 });
    all.release();
    const [first, second] = [light, heavy].map(async (wait) => (await wait).release());
    await Promise.all([first, second]);
    expect(semaphore.available).toBe(2);
  });

  it('runs at most so many sections at once', async () => {
    const semaphore = new SharedSemaphore(2);
    let inside = 0;
    const run = (value: number) =>
      semaphore.runExclusive(async (guard) => {
        expect(guard.weight).toBe(1);
        expect(++inside).toBeLessThanOrEqual(2);
        await Promise.resolve();
        inside--;
        return value;
      });
    expect(await Promise.all([1, 2, 3, 4].map(run))).toEqual([1, 2, 3, 4]);
    expect(semaphore.available).toBe(2);
  });

  it('takes nothing for a wait that was given up', async () => {
    const semaphore = new SharedSemaphore(1);
    const guard = semaphore.lock();
    const stops = new AbortController();
    const givenUp = semaphore.acquire({ signal: stops.signal });
    const waiting = SharedSemaphore.from(semaphore.handle).acquire();
    stops.abort('enough');
    await expect(givenUp).rejects.toBe('enough');
    expect(() => semaphore.lock({ timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
    await expect(semaphore.acquire({ timeoutMs: 0 })).rejects.toThrow(InterlockedError);
    guard.release();
    (await waiting).release();
    expect(semaphore.available).toBe(1);
  });

  it('gives back the permits of a thread that died', async () => {
    const semaphore = new SharedSemaphore(2);
    const worker = Object.assign(new EventEmitter(), { threadId: 76 });
    semaphore.adopt(worker);
    const cells = new Int32Array(semaphore.handle.buffer);
    cells.set([77, 78], 8);
    const waiting = semaphore.acquire();
    worker.emit('exit');
    (await waiting).release();
    expect(semaphore.available).toBe(1);
    expect([semaphore.declareDead(78), semaphore.declareDead(78)]).toEqual([1, 0]);
    expect(semaphore.available).toBe(2);
  });

  it('refuses the release of a thread that was declared dead but lives', () => {
    const semaphore = new SharedSemaphore(1);
    const guard = semaphore.lock();
    semaphore.declareDead(semaphore.ownerId);
    expect(() => guard.release()).toThrow('This thread was declared dead while it held permits');
    expect(semaphore.available).toBe(1);
  });

  it.each<[string, (semaphore: SharedSemaphore) => unknown, string]>([
    ['no permits', () => new SharedSemaphore(0), 'permits is 0 (number)'],
    ['half a permit', () => new SharedSemaphore(0.5), 'permits is 0.5 (number)'],
    ['too many permits', () => new SharedSemaphore(65_537), 'permits is 65537 (number)'],
    ['no weight', (semaphore) => semaphore.tryLock(0), 'weight is 0 (number)'],
    ['a weight of NaN', (semaphore) => semaphore.lock({ weight: NaN }), 'weight is NaN (number)'],
    [
      'too much weight',
      (semaphore) => semaphore.acquire({ weight: 3 }),
      'can never be granted from 2',
    ],
    ['a negative time limit', (semaphore) => semaphore.lock({ timeoutMs: -1 }), 'timeoutMs is -1'],
    [
      'an unknown option',
      (semaphore) => semaphore.acquire({ units: 1 } as never),
      'units (string)',
    ],
    [
      'a number for the options',
      (semaphore) => semaphore.lock(5 as never),
      'the options argument is 5 (number); pass an object (weight or timeoutMs)',
    ],
    [
      'null for the options',
      (semaphore) => semaphore.acquire(null as never),
      'the options argument is null (object)',
    ],
    ['a worker that has ended', (semaphore) => semaphore.adopt({ threadId: -1 } as never), 'is -1'],
  ])('refuses %s', (_what, call, message) => {
    const semaphore = new SharedSemaphore(2);
    expect(() => call(semaphore)).toThrow(message);
    expect(semaphore.available).toBe(2);
  });
});
