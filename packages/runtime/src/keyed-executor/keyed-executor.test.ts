import { describe, expect, it } from 'vitest';
import { KeyedExecutor } from './keyed-executor.js';

describe('KeyedExecutor', () => {
  it('runs the tasks of a key in order, keys beside each other, and keeps no entry', async () => {
    const executor = new KeyedExecutor<string>();
    const order: string[] = [];
    const task = (name: string) => async () => {
      order.push(`${name} starts`);
      await Promise.resolve();
      order.push(`${name} ends`);
    };
    const runs = [executor.run('a', task('a1')), executor.run('a', task('a2'))];
    runs.push(executor.run('b', task('b1')));
    expect([executor.size, executor.waiting('a'), executor.isRunning('b')]).toEqual([2, 1, true]);
    await Promise.all(runs);
    const startsOfB = order.indexOf('b1 starts');
    expect(startsOfB).toBeLessThan(order.indexOf('a1 ends'));
    expect(order.filter((entry) => entry.startsWith('a'))).toEqual([
      'a1 starts',
      'a1 ends',
      'a2 starts',
      'a2 ends',
    ]);
    expect(executor.size).toBe(0);
  });

  it('bounds the queue of each key', async () => {
    const executor = new KeyedExecutor<string>({ maxQueued: 0 });
    const run = executor.run('a', () => Promise.resolve(1));
    await expect(executor.run('a', () => 2)).rejects.toMatchObject({ code: 'ERR_QUEUE_FULL' });
    expect(await executor.run('b', () => 3)).toBe(3);
    expect(await run).toBe(1);
  });

  it('drains, closes, and takes nothing more', async () => {
    const executor = new KeyedExecutor<string>();
    let runs = 0;
    void executor.run('a', () => Promise.resolve().then(() => runs++));
    void executor.run('b', () => Promise.resolve().then(() => runs++));
    await executor.close();
    expect(runs).toBe(2);
    expect(() => executor.run('a', () => 1)).toThrow(
      expect.objectContaining({ code: 'ERR_CLOSED' }),
    );
    await executor[Symbol.asyncDispose]();
  });

  it('throws for mistakes, and keeps no entry', () => {
    const executor = new KeyedExecutor<unknown>();
    expect(() => new KeyedExecutor({ maxQueued: -1 })).toThrow('maxQueued is -1;');
    expect(() => executor.run({}, () => 1)).toThrow(/the key is an instance of Object/);
    expect(() => executor.run('a', 1 as never)).toThrow('fn is 1; pass a function.');
    expect(executor.size).toBe(0);
  });
});
