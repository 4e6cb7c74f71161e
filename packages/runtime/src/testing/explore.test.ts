import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Mutex } from '../mutex/mutex.js';
import { assertHolds, explore, type Program } from './index.js';

/** A store of one number, as a database is: it answers later. */
class PointsStore {
  points = 0;
  read(): Promise<number> {
    return Promise.resolve(this.points);
  }
  write(points: number): Promise<void> {
    this.points = points;
    return Promise.resolve();
  }
  add(points: number): Promise<number> {
    return Promise.resolve((this.points += points));
  }
}

/** Two tasks that add a point each, in the way that `add` does. */
function adding(add: (store: PointsStore) => Promise<unknown>): Program<PointsStore> {
  return {
    setup: ({ wrap }) => wrap(new PointsStore()),
    tasks: { alice: add, bob: add },
    invariant: ({ points }) => expect(points).toBe(2),
  };
}

const racy = adding(async (store) => {
  const points = await store.read();
  await store.write(points + 1);
});

describe('explore', () => {
  it('finds the lost update, simplest schedule first, and shows it', async () => {
    const { failure, schedules } = await explore(racy);
    expect(failure?.timeline).toBe(
      [
        '      alice       bob',
        '   1  starts',
        '   2  read() = 0',
        '   3              starts',
        '   4              read() = 0',
        '   5              write(1)',
        '   6  write(1)',
      ].join('\n'),
    );
    expect(schedules).toBeLessThan(20);
  });

  it('replays a failure by its schedule', async () => {
    const first = await explore(racy);
    const again = await explore(racy, { replay: first.failure!.schedule });
    expect(again.schedules).toBe(1);
    expect(again.failure?.timeline).toBe(first.failure!.timeline);
  });

  it('proves that an atomic update loses nothing', async () => {
    const result = await assertHolds(adding((store) => store.add(1)));
    expect(result).toMatchObject({ isExhaustive: true, failure: undefined });
    expect(result.schedules).toBeGreaterThan(2);
  });

  it('proves that a mutex around the read and the write loses nothing', async () => {
    const program: Program<{ store: PointsStore; mutex: Mutex }> = {
      setup: ({ wrap }) => ({ store: wrap(new PointsStore()), mutex: new Mutex() }),
      tasks: Object.fromEntries(
        ['alice', 'bob', 'carol'].map((name) => [
          name,
          ({ store, mutex }: { store: PointsStore; mutex: Mutex }) =>
            mutex.runExclusive(async () => store.write((await store.read()) + 1)),
        ]),
      ),
      invariant: ({ store }) => store.points === 3,
    };
    expect(await assertHolds(program)).toMatchObject({ isExhaustive: true });
  });

  it('finds the lost update of a variable around any await', async () => {
    const program: Program<{ total: number; next: () => Promise<number> }> = {
      setup: ({ wrap }) => ({ total: 0, next: wrap(() => Promise.resolve(1), 'next') }),
      tasks: Object.fromEntries(
        ['alice', 'bob'].map((name) => [
          name,
          async (state: { total: number; next: () => Promise<number> }) => {
            state.total += await state.next();
          },
        ]),
      ),
      invariant: ({ total }) => total === 2,
    };
    const { failure } = await explore(program);
    expect(failure?.message).toBe('the invariant is false');
  });

  it('finds a deadlock of opposite orders, which needs one switch', async () => {
    const take = (first: number, second: number) => async (state: Locks) => {
      await state.locks[first]!.runExclusive(async () => {
        await state.step('has one');
        await state.locks[second]!.runExclusive(() => {});
      });
    };
    const program: Program<Locks> = {
      setup: ({ step }) => ({ locks: [new Mutex(), new Mutex()], step }),
      tasks: { alice: take(0, 1), bob: take(1, 0) },
      invariant: () => true,
    };
    const { failure } = await explore(program);
    expect(failure?.message).toBe(
      'alice and bob wait for ever, or for something that is not wrapped',
    );
  });

  it('takes the passing of time as a step', async () => {
    const program: Program<{ mutex: Mutex; step: (label?: string) => Promise<void> }> = {
      setup: ({ step }) => ({ mutex: new Mutex(), step }),
      tasks: {
        holder: ({ mutex, step }) => mutex.runExclusive(() => step('works')),
        waiter: async ({ mutex }) => (await mutex.acquire({ timeoutMs: 50 })).release(),
      },
      invariant: () => true,
    };
    const { failure } = await explore(program);
    expect(failure?.message).toMatch(/^waiter failed with InterlockedError: Waited 50 ms/);
    expect(failure?.timeline).toContain('50 ms');
  });

  it('goes on at random, by a seed, where there are too many schedules', async () => {
    const options = { maxSchedules: 1, randomSchedules: 100, seed: 7 };
    const [first, second] = [await explore(racy, options), await explore(racy, options)];
    expect(first.isExhaustive).toBe(false);
    expect(first.failure?.schedule).toBeDefined();
    expect(second.failure?.schedule).toBe(first.failure!.schedule);
  });

  it('takes switches out of what it found at random, as long as it still goes wrong', async () => {
    const options = { maxSchedules: 0, randomSchedules: 100 };
    const simplest = (await explore(racy)).failure!;
    for (const seed of [1, 2, 3, 4, 5]) {
      const { failure } = await explore(racy, { ...options, seed });
      // One more than the fewest, where no single one can be taken out.
      expect(countSwitches(failure!.timeline)).toBeLessThanOrEqual(
        countSwitches(simplest.timeline) + 1,
      );
    }
  });

  it('gives the program a clock of its own', async () => {
    const began = Date.now();
    const seen: number[] = [];
    const program: Program<null> = {
      setup: () => null,
      tasks: {
        alice: async () => {
          const [start, first] = [Date.now(), new Date()];
          await sleep(3_600_000);
          let ticks = 0;
          await new Promise<void>((resolve) => {
            const timer = setInterval(() => {
              if (++ticks < 3) return;
              clearInterval(timer);
              resolve();
            }, 1000).unref();
          });
          await new Promise((resolve) => setImmediate(resolve));
          seen.push(Date.now() - start, new Date().getTime() - first.getTime());
        },
      },
      invariant: () => true,
    };
    await assertHolds(program);
    expect(seen).toEqual([3_603_000, 3_603_000]);
    // No second of the host has passed.
    expect(Date.now() - began).toBeLessThan(3_600_000);
  });

  it('goes on without a wrapped call that waits for another task', async () => {
    const program: Program<{ lock: Mutex; step: (label?: string) => Promise<void> }> = {
      setup: ({ wrap, step }) => ({ lock: wrap(new Mutex(), 'lock'), step }),
      tasks: Object.fromEntries(
        ['alice', 'bob'].map((name) => [
          name,
          async ({ lock, step }: { lock: Mutex; step: (label?: string) => Promise<void> }) => {
            await lock.runExclusive(() => step('works'));
          },
        ]),
      ),
      invariant: () => true,
    };
    const { failure } = await explore(program, { maxSchedules: 3, randomSchedules: 0 });
    expect(failure).toBeUndefined();
  });

  it('ends a program that does not', async () => {
    const program: Program<null> = {
      setup: () => null,
      tasks: {
        idler: async () => {
          for (;;) await new Promise((resolve) => setTimeout(resolve, 1));
        },
      },
      invariant: () => true,
    };
    const { failure } = await explore(program);
    expect(failure?.message).toBe('it did not end within 1000 steps');
  });

  it('throws with the timeline and how to replay it', async () => {
    await expect(assertHolds(racy)).rejects.toThrow(/alice {2,}bob[^]*replay: '[\d.]+'/);
  });

  it('gives back the timers and tears down, whatever happens', async () => {
    const { setTimeout } = globalThis;
    let torn = 0;
    await explore({ ...racy, teardown: () => torn++ }, { maxSchedules: 3, randomSchedules: 0 });
    expect([torn, globalThis.setTimeout]).toEqual([3, setTimeout]);
    const broken = { ...racy, setup: () => Promise.reject(new Error('no store')) };
    await expect(explore(broken)).rejects.toThrow('no store');
    expect(globalThis.setTimeout).toBe(setTimeout);
  });

  it('throws for mistaken options', async () => {
    await expect(explore(racy, { maxSchedules: NaN })).rejects.toThrow('maxSchedules is NaN;');
    await expect(explore(racy, { seed: '1' as never })).rejects.toThrow('seed is 1;');
  });
});

/** How often another column goes on. */
function countSwitches(timeline: string): number {
  const columns = timeline
    .split('\n')
    .slice(1)
    .map((line) => line.search(/[a-z]/));
  return columns.filter((column, i) => i > 0 && column !== columns[i - 1]).length;
}

interface Locks {
  readonly locks: readonly Mutex[];
  readonly step: (label?: string) => Promise<void>;
}
