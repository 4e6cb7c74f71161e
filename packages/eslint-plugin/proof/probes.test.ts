import { describe, expect, test } from 'vitest';
import type { Engine } from './engines/engine.js';
import { establish } from './experiments.js';
import type { Copy, InTransaction } from './questions.js';

describe('an experiment finds out what a library does wrong', () => {
  let [row, labels] = [{ n: 0, other: 0 }, 0];

  /** An engine whose account is a variable. */
  const memory: Engine = {
    name: 'memory',
    version: '',
    env: {},
    reset(n, other = 0) {
      [row, labels] = [{ n, other }, 0];
      return Promise.resolve();
    },
    state: () => Promise.resolve({ ...row, tags: [], settings: {}, labels, positions: [] }),
    stop: () => Promise.resolve(),
  };
  const later = () => new Promise((resolve) => setImmediate(resolve));

  test('a save of the whole row, and one of the changed columns', async () => {
    const load = (save: (mine: typeof row, read: typeof row) => void) => (): Promise<Copy> => {
      const [mine, read] = [{ ...row }, { ...row }];
      return Promise.resolve({ row: mine, save: () => Promise.resolve(save(mine, read)) });
    };
    const dirty = (mine: typeof row, read: typeof row): void => {
      if (mine.n !== read.n) row.n = mine.n;
      if (mine.other !== read.other) row.other = mine.other;
    };
    const saves = { whole: load((mine) => (row = { ...mine })), dirty: load(dirty) };

    expect(await establish({ saves }, memory)).toEqual({
      saves: { whole: 'whole row', dirty: 'changed columns' },
    });
  });

  test('an increment that reads, waits and writes', async () => {
    const atomic = {
      split: async () => {
        const { n } = row;
        await later();
        // eslint-disable-next-line @interlocked/no-read-await-write -- the race that must show
        row.n = n + 1;
      },
      whole: () => (row.n += 1),
    };

    expect(await establish({ atomic }, memory)).toEqual({ atomic: { split: false, whole: true } });
  });

  test('a creation that looks first, and one that fails on a duplicate', async () => {
    const create = (): void => {
      if (labels > 0) throw new Error('duplicate');
      labels += 1;
    };
    const creates = {
      looks: async () => {
        if (labels > 0) return;
        await later();
        create();
      },
      fails: create,
      decides: () => (labels = 1),
    };

    expect(await establish({ creates }, memory)).toEqual({
      creates: {
        looks: 'looks first',
        fails: 'fails on a duplicate',
        decides: 'the store decides',
      },
    });
  });

  test('a transaction that loses an update, one that is refused, and one that waits', async () => {
    const isolation = {
      levels: ['silent', 'loud', 'serial'],
      async run(level: string, work: (tx: InTransaction) => Promise<void>) {
        const seen = row.n;
        const write = (n: number) => {
          if (level === 'loud' && row.n !== seen) return Promise.reject(new Error('conflict'));
          return Promise.resolve((row.n = level === 'serial' ? row.n + 1 : n));
        };
        await work({ read: () => Promise.resolve(seen), write });
      },
    };

    expect(await establish({ isolation }, memory)).toEqual({
      isolation: { silent: 'lost silently', loud: 'refused', serial: 'kept' },
    });
  });
});
