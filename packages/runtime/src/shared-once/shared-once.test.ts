import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { SharedOnce } from './shared-once.js';

describe('SharedOnce', () => {
  it('runs once, however many ask at the same time', async () => {
    const once = new SharedOnce();
    const joined = SharedOnce.from(structuredClone(once.handle));
    let runs = 0;
    const run = async () => {
      runs++;
      await Promise.resolve();
    };
    const answers = await Promise.all([once.run(run), joined.run(run), once.run(run)]);
    expect([runs, answers, joined.isDone]).toEqual([1, [true, false, false], true]);
    expect(joined.runBlocking(() => runs++)).toBe(false);
    expect(runs).toBe(1);
  });

  it('runs once where threads may block', () => {
    const once = new SharedOnce();
    const joined = SharedOnce.from(once.handle);
    expect([once.runBlocking(() => {}), joined.runBlocking(() => {})]).toEqual([true, false]);
  });

  it('does not count a run that fails', async () => {
    const once = new SharedOnce();
    const fail = () => {
      throw new Error('not yet');
    };
    await expect(once.run(fail)).rejects.toThrow('not yet');
    expect(() => once.runBlocking(fail)).toThrow('not yet');
    expect(once.isDone).toBe(false);
    expect(await once.run(() => {})).toBe(true);
  });

  it('runs again after a death, and is told', async () => {
    const once = new SharedOnce();
    const worker = Object.assign(new EventEmitter(), { threadId: 76 });
    once.adopt(worker);
    const words = new Int32Array(once.handle.buffer);
    words[6 + 4] = 77;
    const told: boolean[] = [];
    const running = once.run((wasCutShort) => void told.push(wasCutShort));
    worker.emit('exit');
    expect([await running, told]).toEqual([true, [true]]);
    expect(once.declareDead(once.ownerId)).toBe(false);
  });

  it('gives up waiting for the run of another thread', async () => {
    const once = new SharedOnce();
    new Int32Array(once.handle.buffer)[6 + 4] = 77;
    expect(() => once.runBlocking(() => {}, { timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
    await expect(once.run(() => {}, { timeoutMs: 0 })).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
    });
    expect(once.isDone).toBe(false);
  });

  it('refuses what is no function, no option and no handle', async () => {
    const once = new SharedOnce();
    await expect(once.run(5 as never)).rejects.toThrow('fn is 5 (number)');
    expect(() => once.runBlocking(5 as never)).toThrow('fn is 5 (number)');
    expect(() => new SharedOnce({ name: 1 })).toThrow('name (string)');
    expect(() => SharedOnce.from({} as never)).toThrow('This is no handle of the kind SharedOnce');
  });
});
