import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InterlockedError } from '../errors.js';
import { SharedMutex } from './shared-mutex.js';

afterEach(() => void vi.useRealTimers());

/** A thread that is another for the lock, though its code runs here; it holds the lock. */
function holdAsAnother(mutex: SharedMutex, ownerId: number): void {
  Atomics.store(new Int32Array(mutex.handle.buffer), 4, ownerId);
}

describe('SharedMutex', () => {
  it('is held by one task at a time, of whatever thread', () => {
    const mutex = new SharedMutex();
    const other = SharedMutex.from(structuredClone(mutex.handle));
    const guard = mutex.tryLock();
    expect([mutex.isLocked, other.isLocked]).toEqual([true, true]);
    expect([mutex.tryLock(), other.tryLock()]).toEqual([undefined, undefined]);
    guard!.release();
    expect(other.isLocked).toBe(false);
    const next = other.lock();
    expect(next.abandoned).toBe(false);
    next.release();
    expect(mutex.isLocked).toBe(false);
  });

  it('releases once for each guard', () => {
    const mutex = new SharedMutex();
    const first = mutex.lock();
    first.release();
    const second = mutex.lock();
    first.release();
    expect(mutex.isLocked).toBe(true);
    second[Symbol.dispose]();
    expect(mutex.isLocked).toBe(false);
  });

  it('wakes those who wait asynchronously, one after the other', async () => {
    const mutex = new SharedMutex();
    const order: number[] = [];
    const guard = await mutex.acquire();
    const waits = [1, 2, 3].map(async (turn) => {
      const own = await SharedMutex.from(mutex.handle).acquire();
      expect(mutex.isLocked).toBe(true);
      order.push(turn);
      own.release();
    });
    guard.release();
    await Promise.all(waits);
    expect(order.sort()).toEqual([1, 2, 3]);
    expect(mutex.isLocked).toBe(false);
  });

  it('runs sections one at a time and gives their results', async () => {
    const mutex = new SharedMutex();
    let inside = 0;
    const runs = [1, 2, 3].map((value) =>
      mutex.runExclusive(async () => {
        expect(++inside).toBe(1);
        await Promise.resolve();
        inside--;
        return value;
      }),
    );
    expect(await Promise.all(runs)).toEqual([1, 2, 3]);
  });

  it.each([
    ['throws', () => fail()],
    ['rejects', () => Promise.reject(new Error('from inside'))],
  ])('is free again after a section that %s', async (_how, section) => {
    const mutex = new SharedMutex();
    await expect(mutex.runExclusive(section)).rejects.toThrow('from inside');
    expect(mutex.isLocked).toBe(false);
  });

  it('gives the wake-up of a wait that was given up to the next', async () => {
    const mutex = new SharedMutex();
    const [one, two] = [SharedMutex.from(mutex.handle), SharedMutex.from(mutex.handle)];
    const stops = new AbortController();
    const guard = mutex.lock();
    const givenUp = one.acquire({ signal: stops.signal });
    const waiting = two.acquire();
    stops.abort('enough');
    await expect(givenUp).rejects.toBe('enough');
    guard.release();
    (await waiting).release();
  });

  it('gives up after timeoutMs, and leaves the lock alone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const mutex = new SharedMutex();
    const guard = mutex.lock();
    const outcome = expect(mutex.acquire({ timeoutMs: 20 })).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
    });
    await vi.advanceTimersByTimeAsync(20);
    await outcome;
    guard.release();
    expect(mutex.tryLock()).toBeDefined();
  });

  it('blocks no longer than timeoutMs', () => {
    const mutex = new SharedMutex();
    holdAsAnother(mutex, 77);
    expect(() => mutex.lock({ timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
    expect(() => mutex.lock({ timeoutMs: 0 })).toThrow(InterlockedError);
  });
});

describe('SharedMutex whose holder died', () => {
  it('tells the next holder, and only that one', () => {
    const mutex = new SharedMutex();
    holdAsAnother(mutex, 77);
    expect(mutex.declareDead(78)).toBe(false);
    expect(mutex.tryLock()).toBeUndefined();
    expect(mutex.declareDead(77)).toBe(true);
    expect(mutex.isLocked).toBe(false);
    const guard = mutex.tryLock()!;
    expect(guard.abandoned).toBe(true);
    guard.release();
    expect(mutex.lock().abandoned).toBe(false);
  });

  it('is free when an adopted worker ends, whether or not it was held', async () => {
    const mutex = new SharedMutex();
    const worker = Object.assign(new EventEmitter(), { threadId: 76 });
    mutex.adopt(worker);
    holdAsAnother(mutex, 77);
    const waiting = mutex.acquire();
    worker.emit('exit');
    const guard = await waiting;
    expect(guard.abandoned).toBe(true);
    guard.release();
  });

  it('is free when a worker was terminated inside its section', async () => {
    const mutex = new SharedMutex();
    const file = new URL('../../conformance/threads/holding-worker.mjs', import.meta.url);
    const worker = new Worker(file, { workerData: mutex.handle });
    mutex.adopt(worker);
    await new Promise((resolve) => worker.once('message', resolve));
    const waiting = mutex.acquire();
    await worker.terminate();
    expect((await waiting).abandoned).toBe(true);
  });

  it('refuses the release of a thread that was declared dead but lives', () => {
    const mutex = new SharedMutex();
    const guard = mutex.lock();
    mutex.declareDead(mutex.ownerId);
    expect(() => guard.release()).toThrow('This thread was declared dead while it held the lock');
    expect(mutex.tryLock()?.abandoned).toBe(true);
  });
});

describe('SharedMutex refuses', () => {
  it('to block a thread for a lock that the same thread holds', () => {
    const mutex = new SharedMutex();
    const guard = mutex.lock();
    expect(() => SharedMutex.from(mutex.handle).lock()).toThrow(
      expect.objectContaining({ code: 'ERR_DEADLOCK' }),
    );
    guard.release();
  });

  it.each<[string, (mutex: SharedMutex) => unknown, string]>([
    [
      'a worker that has ended',
      (mutex) => mutex.adopt({ threadId: -1 } as never),
      'is -1 (number)',
    ],
    ['a worker of a browser', (mutex) => mutex.adopt({} as never), 'worker.threadId is undefined'],
    ['an owner that cannot be', (mutex) => mutex.declareDead(0), 'ownerId is 0 (number)'],
    ['a negative time limit', (mutex) => mutex.lock({ timeoutMs: -1 }), 'timeoutMs is -1'],
    ['a signal for a lock that blocks', (mutex) => mutex.lock({ signal: 1 } as never), 'signal'],
    ['an unknown option', (mutex) => mutex.acquire({ priority: 1 } as never), 'priority (string)'],
    ['options of the constructor', () => new SharedMutex({ name: 'x' }), 'name (string)'],
  ])('%s', (_what, call, message) => {
    expect(() => call(new SharedMutex())).toThrow(message);
  });

  it('a section that is no function', async () => {
    await expect(new SharedMutex().runExclusive(5 as never)).rejects.toThrow('fn is 5 (number)');
  });
});

describe('a process with a lock that is waited for', () => {
  function run(program: string): string {
    const head = `import { SharedMutex } from '@interlocked/runtime/shared';
      const mutex = new SharedMutex();
      const guard = mutex.lock();`;
    const node = ['--input-type=module', '--eval', head + program];
    return execFileSync(process.execPath, node, { encoding: 'utf8', cwd: import.meta.dirname });
  }

  it('lives until the wait is over, and then ends', () => {
    const printed = run(`
      mutex.acquire({ timeoutMs: 100 }).catch((error) => console.log(error.code));
    `);
    expect(printed).toBe('ERR_TIMEOUT\n');
  });

  it('ends while the lock is held, if nobody waits', () => {
    expect(run(`console.log(mutex.isLocked);`)).toBe('true\n');
  });
});

function fail(): never {
  throw new Error('from inside');
}
