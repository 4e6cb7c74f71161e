import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { SharedLatch } from './shared-latch.js';

describe('SharedLatch', () => {
  it('counts down to zero, and ends all waits then', async () => {
    const latch = new SharedLatch(3);
    const joined = SharedLatch.from(structuredClone(latch.handle));
    const over: string[] = [];
    const waits = [latch, joined].map((one) => one.wait().then(() => over.push('over')));
    joined.countDown(2);
    latch.countDown(0);
    expect([latch.count, over]).toEqual([1, []]);
    latch.countDown();
    await Promise.all(waits);
    expect([joined.count, over]).toEqual([0, ['over', 'over']]);
  });

  it('does not wait once it is zero', async () => {
    const latch = new SharedLatch(0);
    latch.block();
    await latch.wait();
    expect(latch.count).toBe(0);
  });

  it('ends the wait of a thread that blocks', async () => {
    const [latch, echo] = [new SharedLatch(2), new SharedLatch(1)];
    const file = new URL('../../conformance/threads/latch-worker.mjs', import.meta.url);
    const worker = new Worker(file, { workerData: { latch: latch.handle, echo: echo.handle } });
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    latch.countDown(2);
    await echo.wait();
    expect(await ended).toBe(0);
  });

  it('gives up', async () => {
    const latch = new SharedLatch(1);
    expect(() => latch.block({ timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
    await expect(latch.wait({ timeoutMs: 0 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    await expect(latch.wait({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(latch.count).toBe(1);
  });

  it.each<[string, (latch: SharedLatch) => unknown, string]>([
    ['a count below zero', (latch) => latch.countDown(3), 'A latch at 2 cannot count down by 3'],
    ['a negative step', (latch) => latch.countDown(-1), 'by is -1 (number)'],
    ['half a step', (latch) => latch.countDown(0.5), 'by is 0.5 (number)'],
    ['a step of NaN', (latch) => latch.countDown(NaN), 'by is NaN (number)'],
    ['a negative count', () => new SharedLatch(-1), 'count is -1 (number)'],
    ['no count', () => new SharedLatch(undefined as never), 'count is undefined (undefined)'],
    ['a negative time limit', (latch) => latch.block({ timeoutMs: -1 }), 'timeoutMs is -1'],
    ['an unknown option', (latch) => latch.wait({ time: 1 } as never), 'time (string)'],
  ])('refuses %s', (_what, call, message) => {
    const latch = new SharedLatch(2);
    expect(() => call(latch)).toThrow(message);
    expect(latch.count).toBe(2);
  });
});
