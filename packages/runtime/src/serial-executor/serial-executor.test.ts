import { describe, expect, it } from 'vitest';
import { settle } from '../testing/settle.js';
import { SerialExecutor } from './serial-executor.js';

/** A task that ends when told to. */
function controlled() {
  let end = () => {};
  const over = new Promise<void>((resolve) => (end = resolve));
  return { task: () => over, end: () => end() };
}

describe('SerialExecutor', () => {
  it('runs tasks in order, and goes on after one that fails', async () => {
    const executor = new SerialExecutor();
    const order: string[] = [];
    const outcomes = await Promise.allSettled([
      executor.run(() => Promise.resolve(order.push('first'))),
      executor.run(() => Promise.reject(new Error('second'))),
      executor.run(() => order.push('third')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual(['first', 'third']);
  });

  it('refuses what its queue has no room for', async () => {
    const executor = new SerialExecutor({ maxQueued: 1 });
    const first = controlled();
    const runs = [executor.run(first.task), executor.run(() => {})];
    await expect(executor.run(() => {})).rejects.toMatchObject({
      code: 'ERR_QUEUE_FULL',
      message: '1 tasks already wait, the most that maxQueued allows; submit waits for room.',
    });
    first.end();
    await Promise.all(runs);
    await executor.run(() => {});
  });

  it('presses back: submit waits for room', async () => {
    const executor = new SerialExecutor({ maxQueued: 0 });
    const first = controlled();
    const { result } = await executor.submit(first.task);
    let isAccepted = false;
    const second = executor
      .submit(() => 2)
      .then((accepted) => {
        isAccepted = true;
        return accepted.result;
      });
    await settle();
    expect(isAccepted).toBe(false);
    first.end();
    await result;
    expect(await second).toBe(2);
  });

  it('drains when every task asked for is over', async () => {
    const executor = new SerialExecutor({ maxQueued: 1 });
    const first = controlled();
    let runs = 0;
    void executor.run(first.task).then(() => runs++);
    void executor.run(() => runs++);
    void executor.submit(() => runs++);
    const drained = executor.drain();
    first.end();
    await drained;
    expect(runs).toBe(3);
    await executor.drain();
  });

  it('takes nothing more once closed, and ends what was asked for', async () => {
    const executor = new SerialExecutor();
    const first = controlled();
    const runs = [executor.run(first.task), executor.run(() => 2)];
    const closed = executor.close();
    expect(executor.isClosed).toBe(true);
    expect(() => executor.run(() => 3)).toThrow(expect.objectContaining({ code: 'ERR_CLOSED' }));
    await expect(executor.submit(() => 3)).rejects.toMatchObject({ code: 'ERR_CLOSED' });
    first.end();
    await closed;
    expect(await runs[1]).toBe(2);
    await executor[Symbol.asyncDispose]();
  });

  it('throws for mistakes', () => {
    expect(() => new SerialExecutor({ maxQueued: -1 })).toThrow('maxQueued is -1;');
    expect(() => new SerialExecutor({ maxQueued: NaN })).toThrow('maxQueued is NaN;');
    const executor = new SerialExecutor();
    expect(() => executor.run(1 as never)).toThrow('fn is 1; pass a function.');
    expect(() => executor.run(() => 1, { timeoutMs: -1 })).toThrow(/timeoutMs is -1/);
    expect(executor.isRunning).toBe(false);
  });
});
