import { afterEach, describe, expect, it, vi } from 'vitest';
import { settle } from './settle.js';

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
  return count;
};

describe('settle', () => {
  afterEach(() => vi.useRealTimers());

  it('lets chains of promises end, however long they are', async () => {
    const ended: number[] = [];
    for (const count of [1, 30, 10_000]) void turns(count).then((of) => ended.push(of));
    await Promise.all([settle(), settle()]);
    expect(ended).toEqual([1, 30, 10_000]);
  });

  it('does so under a fake clock that stands still', async () => {
    vi.useFakeTimers({ toFake: ['setImmediate', 'setTimeout'] });
    const ended: number[] = [];
    void turns(30).then((of) => ended.push(of));
    await settle();
    expect(ended).toEqual([30]);
  });
});
