import { describe, expect, it } from 'vitest';
import { Once } from './once.js';

describe('Once', () => {
  it('connects once, however many ask at the same time', async () => {
    const connection = new Once<object>();
    let connects = 0;
    const connect = () => Promise.resolve({ number: ++connects });
    const [first, second] = await Promise.all([connection.run(connect), connection.run(connect)]);
    expect(second).toBe(first);
    expect(await connection.run(connect)).toBe(first);
    expect([connects, connection.isDone]).toEqual([1, true]);
  });

  it('tries again after a failure', async () => {
    const once = new Once<string>();
    const down = () => Promise.reject(new Error('down'));
    const both = Promise.allSettled([once.run(down), once.run(() => 'not yet')]);
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(once.isDone).toBe(false);
    expect(await once.run(() => 'up')).toBe('up');
  });

  it('keeps undefined as well as any other value', async () => {
    const once = new Once<undefined>();
    let runs = 0;
    await once.run(() => void runs++);
    await once.run(() => void runs++);
    expect(runs).toBe(1);
  });

  it('answers at once when done, whatever the deadline', async () => {
    const once = new Once<number>();
    await once.run(() => 1);
    expect(await once.run(() => 2, { timeoutMs: 0 })).toBe(1);
  });

  it('refuses a function that asks for itself', async () => {
    const once = new Once<number>();
    const run: Promise<number> = once.run(() => once.run(() => 1));
    await expect(run).rejects.toMatchObject({ code: 'ERR_DEADLOCK' });
  });

  it('throws for mistaken arguments', () => {
    const once = new Once<number>();
    expect(() => once.run(undefined as never)).toThrow('fn is undefined; pass a function.');
    expect(() => once.run(() => 1, { timeoutMs: NaN })).toThrow(/timeoutMs is NaN/);
    expect(once.isDone).toBe(false);
  });
});
