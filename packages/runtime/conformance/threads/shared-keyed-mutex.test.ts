import { afterAll, describe, expect, it } from 'vitest';
import type { WaitOptions } from '../../src/internal/shared-watch.js';
import { sharedKeyedMutexMutants } from '../../src/shared-keyed-mutex/shared-keyed-mutex.mutants.js';
import { SharedKeyedMutex } from '../../src/shared-keyed-mutex/shared-keyed-mutex.js';
import { MutatedSource } from '../mutation/mutated-source.js';

const source = new MutatedSource();
afterAll(() => source.remove());

describe('SharedKeyedMutex with many keys at once', () => {
  type Keyed = typeof SharedKeyedMutex;

  /** Whether two callers that name two keys in opposite orders both come to their end. */
  async function endsInBothOrders(Mutex: Keyed, options?: WaitOptions): Promise<boolean> {
    const mutex = new Mutex({ slots: 1_024 });
    const section = () => Promise.resolve();
    const both = [
      mutex.runExclusiveAll(['a', 'b'], section, options),
      mutex.runExclusiveAll(['b', 'a'], section, options),
    ];
    return (await Promise.allSettled(both)).every(({ status }) => status === 'fulfilled');
  }

  /** Whether a caller that names two keys of one slot comes to its end. */
  async function endsOnOneSlot(Mutex: Keyed, options?: WaitOptions): Promise<boolean> {
    const mutex = new Mutex({ slots: 1 });
    const run = mutex.runExclusiveAll(['a', 'b'], () => true, options);
    return run.catch(() => false);
  }

  it('takes them so that nobody waits in a ring', async () => {
    expect(await endsInBothOrders(SharedKeyedMutex)).toBe(true);
    expect(await endsOnOneSlot(SharedKeyedMutex)).toBe(true);
  });

  const hammered = sharedKeyedMutexMutants.filter(({ caughtBy }) => caughtBy === 'threads');

  it.each(hammered.map((mutant) => [mutant.name, mutant] as const))(
    'is caught with the bug: %s',
    async (_bug, mutant) => {
      const planted = await source.load(mutant, 'shared-keyed-mutex/shared-keyed-mutex');
      const Mutex = planted.SharedKeyedMutex as Keyed;
      // Only the limit ends the wait of one who waits for itself, or in a ring.
      const limit = { timeoutMs: 50 };
      const ends = [await endsInBothOrders(Mutex, limit), await endsOnOneSlot(Mutex, limit)];
      expect(ends).toContain(false);
    },
  );
});
