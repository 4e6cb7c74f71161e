import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InterlockedError } from '../errors.js';
import { AtomicCounter } from './atomic-counter.js';
import { At, Narrow } from './counter-cells.js';

afterEach(() => void vi.useRealTimers());

const WIDE = 2 ** 40;

describe.each([
  ['narrow', 0],
  ['wide', WIDE],
  ['about to grow wide', Narrow.LIMIT - Narrow.BIAS - 1],
])('waitUntil on a counter that is %s', (_name, initial) => {
  it('resolves at once to a value that is accepted', async () => {
    const counter = new AtomicCounter({ initial });
    expect(await counter.waitUntil((value) => value === initial)).toBe(initial);
  });

  const changes: [string, (counter: AtomicCounter) => unknown][] = [
    ['increment', (counter) => counter.increment()],
    ['add', (counter) => counter.add(1)],
    ['set', (counter) => counter.set(initial + 1)],
    ['update', (counter) => counter.update((value) => value + 1)],
    ['a change that grows it', (counter) => counter.set(WIDE * 2)],
  ];

  it.each(changes)('resolves after %s', async (_change, change) => {
    const counter = new AtomicCounter({ initial });
    const waiting = AtomicCounter.from(counter.handle).waitUntil((value) => value > initial);
    change(counter);
    expect(await waiting).toBe(counter.value);
  });

  it('looks again until a value is accepted', async () => {
    const counter = new AtomicCounter({ initial });
    const seen: number[] = [];
    const waiting = counter.waitUntil((value) => {
      seen.push(value);
      setImmediate(() => counter.increment());
      return value >= initial + 3;
    });
    expect(await waiting).toBe(initial + 3);
    expect(seen).toEqual([initial, initial + 1, initial + 2, initial + 3]);
  });

  it('wakes every waiter that has a reason to', async () => {
    const counter = new AtomicCounter({ initial });
    const stops = new AbortController();
    const first = counter.waitUntil((value) => value === initial + 1);
    const never = counter.waitUntil(() => false, { signal: stops.signal });
    const second = AtomicCounter.from(counter.handle).waitUntil((value) => value > initial);
    counter.increment();
    expect(await Promise.all([first, second])).toEqual([initial + 1, initial + 1]);
    stops.abort(new Error('enough'));
    await expect(never).rejects.toThrow('enough');
  });

  it('lets no given-up wait eat the wake-up of another', async () => {
    const counter = new AtomicCounter({ initial });
    const stops = new AbortController();
    const givenUp = counter.waitUntil((value) => value > initial, { signal: stops.signal });
    const waiting = counter.waitUntil((value) => value > initial);
    stops.abort();
    counter.increment();
    await expect(givenUp).rejects.toBe(stops.signal.reason);
    expect(await waiting).toBe(initial + 1);
  });

  it('learns within a second of a change whose thread died before it could tell', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    // A thread keeps the timer of its waits; one that is loaded anew has made none yet.
    vi.resetModules();
    const fresh = await import('./atomic-counter.js');
    const counter = new fresh.AtomicCounter({ initial: 0 });
    const waiting = counter.waitUntil((value) => value === 5);
    const words = new Int32Array(counter.handle.buffer);
    Atomics.store(words, At.NARROW, Narrow.BIAS + 5);
    vi.advanceTimersByTime(1_000);
    expect(await waiting).toBe(5);
  });
});

describe('waitUntil gives up', () => {
  it('after timeoutMs of the monotonic clock', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const waiting = new AtomicCounter().waitUntil(() => false, { timeoutMs: 5_500 });
    const settled = vi.fn();
    const outcome = waiting.catch((error: unknown) => (settled(), error));
    await vi.advanceTimersByTimeAsync(5_499);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({
      code: 'ERR_TIMEOUT',
      message: expect.stringContaining('ended after 5500 ms') as string,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('at once with timeoutMs 0', async () => {
    const waiting = new AtomicCounter().waitUntil(() => false, { timeoutMs: 0 });
    await expect(waiting).rejects.toThrow(InterlockedError);
  });

  it('with the reason of its signal, and leaves no listener', async () => {
    const stops = new AbortController();
    const removed = vi.spyOn(stops.signal, 'removeEventListener');
    const reason = new Error('stop');
    const waiting = new AtomicCounter().waitUntil(() => false, { signal: stops.signal });
    stops.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(removed).toHaveBeenCalledOnce();
  });

  it('with a signal that has already aborted, without asking', async () => {
    const predicate = vi.fn(() => true);
    const waiting = new AtomicCounter().waitUntil(predicate, { signal: AbortSignal.abort('no') });
    await expect(waiting).rejects.toBe('no');
    expect(predicate).not.toHaveBeenCalled();
  });

  it.each([
    ['a timeout that is no number', { timeoutMs: NaN }, 'timeoutMs is NaN (number)'],
    ['a negative timeout', { timeoutMs: -1 }, 'timeoutMs is -1 (number)'],
    ['a signal that is none', { signal: 5 }, 'signal is 5 (number); pass an AbortSignal'],
    ['an unknown option', { timeout: 5 }, 'an option is timeout (string)'],
  ])('before it begins, with %s', (_name, options, message) => {
    expect(() => new AtomicCounter().waitUntil(() => true, options as object)).toThrow(message);
  });

  it('with the error of its predicate, at once or later', async () => {
    const counter = new AtomicCounter();
    const fail = (value: number) => {
      if (value === 1) throw new Error('bad predicate');
      return false;
    };
    const waiting = counter.waitUntil(fail);
    counter.increment();
    await expect(waiting).rejects.toThrow('bad predicate');
    await expect(counter.waitUntil(fail)).rejects.toThrow('bad predicate');
  });
});

describe('a process with a wait', () => {
  /** What a program prints that has a counter and ends when nothing keeps it alive. */
  function run(program: string): string {
    const head = `import { AtomicCounter } from '@interlocked/runtime/shared';
      import { Worker } from 'node:worker_threads';
      const counter = new AtomicCounter();`;
    const node = ['--input-type=module', '--eval', head + program];
    return execFileSync(process.execPath, node, { encoding: 'utf8', cwd: import.meta.dirname });
  }

  it('lives until the wait ran out, and then ends', () => {
    const printed = run(`
      counter.waitUntil(() => false, { timeoutMs: 150 }).catch((error) => console.log(error.code));
    `);
    expect(printed).toBe('ERR_TIMEOUT\n');
  });

  it('lives until another thread changed the value, and then ends', () => {
    const printed = run(`
      const worker = new Worker(\`
        import { workerData } from 'node:worker_threads';
        import { AtomicCounter } from '@interlocked/runtime/shared';
        AtomicCounter.from(workerData).increment();
      \`, { eval: true, workerData: counter.handle });
      worker.unref();
      console.log(await counter.waitUntil((value) => value === 1));
    `);
    expect(printed).toBe('1\n');
  });

  it('ends although a wait was given up and the value never changed', () => {
    const printed = run(`
      const stops = new AbortController();
      const waiting = counter.waitUntil(() => false, { signal: stops.signal });
      stops.abort('stopped');
      await waiting.catch((reason) => console.log(reason));
    `);
    expect(printed).toBe('stopped\n');
  });
});
