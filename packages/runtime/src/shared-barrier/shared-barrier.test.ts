import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { SharedBarrier } from './shared-barrier.js';

describe('SharedBarrier', () => {
  it('lets all go on when the last has come, again and again', async () => {
    const barrier = new SharedBarrier(3);
    const joined = SharedBarrier.from(structuredClone(barrier.handle));
    for (let round = 0; round < 3; round++) {
      const waits = [barrier, joined].map((one) => one.wait());
      expect([barrier.waiting, joined.parties]).toEqual([2, 3]);
      expect(await Promise.all([...waits, joined.wait()])).toEqual([false, false, true]);
      expect(barrier.waiting).toBe(0);
    }
  });

  it('never waits alone', async () => {
    const barrier = new SharedBarrier(1);
    expect([barrier.block(), await barrier.wait()]).toEqual([true, true]);
  });

  it('keeps its rounds apart when their number wraps round', async () => {
    const barrier = new SharedBarrier(2);
    Atomics.store(new Int32Array(barrier.handle.buffer), 4, 0x7fff << 16);
    for (let round = 0; round < 2; round++) {
      expect(await Promise.all([barrier.wait(), barrier.wait()])).toEqual([false, true]);
    }
  });

  it('meets a thread that blocks', async () => {
    const barrier = new SharedBarrier(2);
    const file = new URL('../../conformance/threads/barrier-worker.mjs', import.meta.url);
    const worker = new Worker(file, { workerData: { handle: barrier.handle, rounds: 50 } });
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    for (let round = 0; round < 50; round++) await barrier.wait();
    expect(await ended).toBe(0);
    expect(barrier.waiting).toBe(0);
  });

  it('counts out whoever gave up', async () => {
    const barrier = new SharedBarrier(2);
    const stops = new AbortController();
    const givenUp = barrier.wait({ signal: stops.signal });
    stops.abort('enough');
    await expect(givenUp).rejects.toBe('enough');
    expect(barrier.waiting).toBe(0);
    expect(() => barrier.block({ timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
    await expect(barrier.wait({ timeoutMs: 0 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    await expect(barrier.wait({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(barrier.waiting).toBe(0);
  });

  it.each<[string, (barrier: SharedBarrier) => unknown, string]>([
    ['no parties', () => new SharedBarrier(0), 'parties is 0 (number)'],
    ['too many', () => new SharedBarrier(2 ** 15), 'parties is 32768 (number)'],
    ['half of one', () => new SharedBarrier(1.5), 'parties is 1.5 (number)'],
    ['a negative time limit', (barrier) => barrier.block({ timeoutMs: -1 }), 'timeoutMs is -1'],
    ['an unknown option', (barrier) => barrier.wait({ time: 1 } as never), 'time (string)'],
  ])('refuses %s', (_what, call, message) => {
    const barrier = new SharedBarrier(2);
    expect(() => call(barrier)).toThrow(message);
    expect(barrier.waiting).toBe(0);
  });
});
