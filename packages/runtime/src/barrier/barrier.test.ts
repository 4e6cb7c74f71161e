import { describe, expect, it } from 'vitest';
import { Barrier } from './barrier.js';

describe('Barrier', () => {
  it('lets all go on together, and tells the last, time after time', async () => {
    const barrier = new Barrier(3);
    for (let time = 0; time < 2; time++) {
      const waits = [barrier.wait(), barrier.wait()];
      expect(barrier.waiting).toBe(2);
      waits.push(barrier.wait());
      expect(await Promise.all(waits)).toEqual([false, false, true]);
    }
  });

  it('counts who gave up as not having come', async () => {
    const barrier = new Barrier(2);
    const controller = new AbortController();
    const gone = barrier.wait({ signal: controller.signal });
    controller.abort('gone');
    await expect(gone).rejects.toBe('gone');
    const waits = [barrier.wait(), barrier.wait()];
    expect(await Promise.all(waits)).toEqual([false, true]);
  });

  it.each([[0], [1.5], [NaN]])('throws for %s parties', (parties) => {
    expect(() => new Barrier(parties)).toThrow(`parties is ${parties}; pass a whole number from 1`);
  });
});
