import { describe, expect, it } from 'vitest';
import { settle } from '../testing/settle.js';
import { harden, type LockCallback, type LockManagerLike, LockManager } from './index.js';

/** A callback that ends when told to. */
function controlled() {
  let end = (_value: string) => {};
  const over = new Promise<string>((resolve) => (end = resolve));
  return { callback: () => over, end: (value: string) => end(value) };
}

describe('LockManager', () => {
  it('runs callbacks of one name one at a time, never before request returns', async () => {
    const locks = new LockManager();
    const order: string[] = [];
    const first = locks.request('a', (lock) => void order.push(`${lock!.name} ${lock!.mode}`));
    const second = locks.request('a', () => void order.push('second'));
    expect(order).toEqual([]);
    await Promise.all([first, second]);
    expect(order).toEqual(['a exclusive', 'second']);
  });

  it('lets shared requests share, and the exclusive one wait', async () => {
    const locks = new LockManager();
    const [one, two] = [controlled(), controlled()];
    const shared = [
      locks.request('a', { mode: 'shared' }, one.callback),
      locks.request('a', { mode: 'shared' }, two.callback),
    ];
    const exclusive = locks.request('a', () => 'exclusive');
    await settle();
    const { held, pending } = await locks.query();
    expect(held.map(({ name, mode }) => [name, mode])).toEqual([
      ['a', 'shared'],
      ['a', 'shared'],
    ]);
    expect(pending.map(({ mode }) => mode)).toEqual(['exclusive']);
    one.end('one');
    two.end('two');
    expect(await Promise.all([...shared, exclusive])).toEqual(['one', 'two', 'exclusive']);
    expect(await locks.query()).toEqual({ held: [], pending: [] });
  });

  it('calls back with null instead of waiting', async () => {
    const locks = new LockManager();
    const held = controlled();
    const first = locks.request('a', held.callback);
    expect(await locks.request('a', { ifAvailable: true }, (lock) => lock)).toBeNull();
    held.end('over');
    await first;
    expect(await locks.request('a', { ifAvailable: true }, (lock) => lock?.name)).toBe('a');
  });

  it('steals: the holder is told, runs on, and frees nothing when it ends', async () => {
    const locks = new LockManager();
    const [robbed, thief] = [controlled(), controlled()];
    const first = locks.request('a', robbed.callback);
    await settle();
    const waiter = locks.request('a', () => 'waiter');
    const stolen = locks.request('a', { steal: true }, thief.callback);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    robbed.end('late');
    await settle();
    expect((await locks.query()).pending).toHaveLength(1);
    thief.end('mine');
    expect([await stolen, await waiter]).toEqual(['mine', 'waiter']);
  });

  it('steals from a request whose callback has not begun', async () => {
    const locks = new LockManager();
    const first = locks.request('a', () => 'first');
    const stolen = locks.request('a', { steal: true }, () => 'stolen');
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(await stolen).toBe('stolen');
    expect((await locks.query()).held).toEqual([]);
  });

  it('gives up a wait by its signal, and then leaves no trace', async () => {
    const locks = new LockManager();
    const held = controlled();
    const first = locks.request('a', held.callback);
    const controller = new AbortController();
    const { signal } = controller;
    const waiter = locks.request('a', { signal }, () => 'never');
    await settle();
    controller.abort('gone');
    await expect(waiter).rejects.toBe('gone');
    await expect(locks.request('b', { signal }, () => 'never')).rejects.toBe('gone');
    expect((await locks.query()).pending).toEqual([]);
    held.end('over');
    await first;
  });

  it.each([
    ['throws', () => wrong()],
    ['rejects', () => Promise.reject(new Error('wrong'))],
  ])('frees the lock when the callback %s', async (_how, callback: LockCallback<never>) => {
    const locks = new LockManager();
    await expect(locks.request('a', callback)).rejects.toThrow('wrong');
    expect(await locks.request('a', { ifAvailable: true }, (lock) => lock !== null)).toBe(true);
  });

  const mistakes: [name: string, options: object, callback: unknown, error: string][] = [
    ['-a', {}, () => 1, 'NotSupportedError'],
    ['a', { steal: true, ifAvailable: true }, () => 1, 'NotSupportedError'],
    ['a', { steal: true, mode: 'shared' }, () => 1, 'NotSupportedError'],
    ['a', { steal: true, signal: new AbortController().signal }, () => 1, 'NotSupportedError'],
    [
      'a',
      { ifAvailable: true, signal: new AbortController().signal },
      () => 1,
      'NotSupportedError',
    ],
    ['a', { mode: 'both' }, () => 1, 'TypeError'],
    ['a', {}, 'work', 'TypeError'],
  ];
  it.each(mistakes)(
    'rejects request(%j, %j, %s) with %s',
    async (name, options, callback, error) => {
      const locks = new LockManager();
      const request = locks.request(name, options as never, callback as never);
      await expect(request).rejects.toMatchObject({ name: error });
      expect(await locks.query()).toEqual({ held: [], pending: [] });
    },
  );
});

describe('harden', () => {
  /** As Node.js: a callback that throws synchronously holds the lock for ever. */
  function brittle(): LockManagerLike & { holds: number } {
    return {
      holds: 0,
      async request<T>(_name: string, first: unknown, second?: unknown): Promise<T> {
        this.holds++;
        const outcome = ((second ?? first) as LockCallback<T>)({ name: 'a', mode: 'exclusive' });
        return Promise.resolve(outcome).finally(() => this.holds--);
      },
      query: () => Promise.resolve({ held: [], pending: [] }),
    };
  }

  it('keeps a callback that throws from holding a native lock', async () => {
    const unguarded = brittle();
    await expect(unguarded.request('a', wrong)).rejects.toThrow('wrong');
    expect(unguarded.holds, 'the bug must show').toBe(1);
    const native = brittle();
    const locks = harden(native);
    await expect(locks.request('a', wrong)).rejects.toThrow('wrong');
    await expect(locks.request('a', { mode: 'shared' }, wrong)).rejects.toThrow('wrong');
    expect(native.holds).toBe(0);
    expect(await locks.query()).toEqual({ held: [], pending: [] });
  });
});

function wrong(): never {
  throw new Error('wrong');
}
