import { describe, expect, it } from 'vitest';
import { Guarded } from './guarded.js';

describe('Guarded', () => {
  it('loses no update, however the callbacks await', async () => {
    const total = new Guarded(0);
    await Promise.all(
      Array.from({ length: 100 }, () =>
        total.update(async (seen) => {
          await Promise.resolve();
          return seen + 1;
        }),
      ),
    );
    expect(await total.read((value) => value)).toBe(100);
  });

  it('resolves an update to the new value', async () => {
    expect(await new Guarded(2).update((value) => value * 3)).toBe(6);
  });

  it('lets a read wait for the update under way', async () => {
    const text = new Guarded('old');
    let finish = (_next: string) => {};
    const update = text.update(() => new Promise((resolve) => (finish = resolve)));
    const read = text.read((value) => value);
    expect([text.isLocked, text.waiting]).toEqual([true, 1]);
    finish('new');
    expect([await update, await read]).toEqual(['new', 'new']);
    expect([text.isLocked, text.waiting]).toEqual([false, 0]);
  });

  it.each([
    ['throws', () => wrong()],
    ['rejects', () => Promise.reject(new Error('wrong'))],
  ])('keeps the value when the callback %s', async (_how, fail: () => never | Promise<never>) => {
    const value = new Guarded(1);
    await expect(value.update(fail)).rejects.toThrow('wrong');
    expect(await value.read((kept) => kept)).toBe(1);
  });

  it('gives up the wait as a mutex does', async () => {
    const value = new Guarded(1);
    void value.update(() => new Promise(() => {}));
    await expect(value.read((v) => v, { timeoutMs: 0 })).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
    });
    const reason = new Error('closed');
    await expect(value.read((v) => v, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it.each([['update'], ['read']] as const)('%s throws for what is no function', (method) => {
    expect(() => new Guarded(1)[method](2 as never)).toThrow('fn is 2; pass a function.');
  });
});

function wrong(): never {
  throw new Error('wrong');
}
