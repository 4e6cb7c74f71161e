import { describe, expect, it } from 'vitest';
import {
  Barrier,
  Condition,
  Event,
  KeyedMutex,
  Latch,
  Mutex,
  Once,
  RWLock,
  Semaphore,
  SerialExecutor,
  SingleFlight,
} from '../src/index.js';
import { assertHolds, type Exploration, explore, type Program } from '../src/testing/index.js';

const options = { maxSchedules: 1_000, randomSchedules: 100 };

type Step = (label?: string) => Promise<void>;

/** What a section does that must not overlap: reads, is held up, writes. */
class Tally {
  count = 0;
  constructor(readonly step: Step) {}
  increment = async (): Promise<void> => {
    const seen = this.count;
    await this.step('in between');
    // eslint-disable-next-line @interlocked/no-read-await-write -- the race that locks must prevent
    this.count = seen + 1;
  };
}

/** Three tasks that each do `visit` once; then the tally must be three. */
function visits<S extends object>(
  make: () => S,
  visit: (state: S & { tally: Tally }) => Promise<unknown>,
): () => Promise<Exploration> {
  return () =>
    explore<S & { tally: Tally }>(
      {
        setup: ({ step }) => Object.assign(make(), { tally: new Tally(step) }),
        tasks: { alice: visit, bob: visit, carol: visit },
        invariant: ({ tally }) => expect(tally.count).toBe(3),
      },
      options,
    );
}

const exclusive: [name: string, explored: () => Promise<Exploration>][] = [
  [
    'Mutex',
    visits(
      () => ({ lock: new Mutex() }),
      ({ lock, tally }) => lock.runExclusive(tally.increment),
    ),
  ],
  [
    'Mutex, by guards and deadlines',
    visits(
      () => ({ lock: new Mutex() }),
      async ({ lock, tally }) => {
        const guard = await lock.acquire({ timeoutMs: 5 }).catch(() => lock.acquire());
        await tally.increment();
        guard.release();
      },
    ),
  ],
  [
    'KeyedMutex, several keys in opposite orders',
    visits(
      () => ({
        lock: new KeyedMutex<string>(),
        orders: [
          ['a', 'b'],
          ['b', 'a'],
          ['b', 'c', 'a'],
        ],
      }),
      ({ lock, orders, tally }) => lock.runExclusiveAll(orders.pop()!, tally.increment),
    ),
  ],
  [
    'Semaphore',
    visits(
      () => ({ lock: new Semaphore(2) }),
      ({ lock, tally }) => lock.runExclusive(tally.increment, { weight: 2 }),
    ),
  ],
  [
    'RWLock',
    visits(
      () => ({ lock: new RWLock() }),
      ({ lock, tally }) => lock.runWrite(tally.increment),
    ),
  ],
  [
    'SerialExecutor',
    visits(
      () => ({ executor: new SerialExecutor() }),
      ({ executor, tally }) => executor.run(tally.increment),
    ),
  ],
];

describe('under every schedule', () => {
  it('finds the race where there is no lock', async () => {
    const explored = visits(
      () => ({}),
      ({ tally }) => tally.increment(),
    );
    expect((await explored()).failure?.message).toMatch(/expected [12] to be 3/);
  });

  it.each(exclusive)('%s loses no update', async (_name, explored) => {
    const { failure, schedules } = await explored();
    expect(failure?.timeline).toBeUndefined();
    expect(schedules).toBeGreaterThan(5);
  });

  it('SingleFlight never runs two at once, and Once never twice', async () => {
    const visit = async ({ flights, once, tally, step }: Shared) => {
      await flights.run('key', () => overlapping(tally, step));
      await once.run(tally.increment);
    };
    const program: Program<Shared> = {
      setup: ({ step }) => ({
        flights: new SingleFlight<string, void>(),
        once: new Once<void>(),
        tally: new Tally(step),
        step,
      }),
      tasks: { alice: visit, bob: visit },
      invariant: ({ tally, flights }) => expect([tally.count, flights.size]).toEqual([1, 0]),
    };
    await assertHolds(program, options);
  });

  it('Condition carries every value from producer to consumer', async () => {
    interface Shop {
      readonly mutex: Mutex;
      readonly filled: Condition;
      readonly store: number[];
      readonly taken: number[];
      readonly step: Step;
    }
    const consume = async ({ mutex, filled, store, taken }: Shop) => {
      const guard = await filled.waitUntil(await mutex.acquire(), () => store.length > 0);
      taken.push(store.shift()!);
      guard.release();
    };
    const program: Program<Shop> = {
      setup: ({ step }) => {
        const mutex = new Mutex();
        return { mutex, filled: new Condition(mutex), store: [], taken: [], step };
      },
      tasks: {
        alice: consume,
        bob: consume,
        producer: async ({ mutex, filled, store, step }) => {
          for (const value of [1, 2]) {
            await step('produces');
            await mutex.runExclusive(() => void store.push(value));
            filled.notify();
          }
        },
      },
      invariant: ({ taken }) => expect(taken.sort()).toEqual([1, 2]),
    };
    await assertHolds(program, options);
  });

  it('Event, Latch and Barrier let nobody through early, and everybody in the end', async () => {
    interface Meeting {
      readonly event: Event;
      readonly latch: Latch;
      readonly barrier: Barrier;
      readonly arrived: string[];
      readonly step: Step;
    }
    const come = (name: string) => async (meeting: Meeting) => {
      await meeting.step('comes');
      meeting.arrived.push(name);
      await meeting.barrier.wait();
      expect(meeting.arrived).toHaveLength(2);
      meeting.latch.countDown();
      await meeting.event.wait();
    };
    const program: Program<Meeting> = {
      setup: ({ step }) => ({
        event: new Event(),
        latch: new Latch(2),
        barrier: new Barrier(2),
        arrived: [],
        step,
      }),
      tasks: {
        alice: come('alice'),
        bob: come('bob'),
        host: async ({ latch, event, arrived }) => {
          await latch.wait();
          expect(arrived).toHaveLength(2);
          event.set();
        },
      },
      invariant: ({ event }) => event.isSet,
    };
    await assertHolds(program, options);
  });
});

interface Shared {
  readonly flights: SingleFlight<string, void>;
  readonly once: Once<void>;
  readonly tally: Tally;
  readonly step: Step;
}

const underWay = new WeakSet<Tally>();

/** Throws if it runs beside itself. */
async function overlapping(tally: Tally, step: Step): Promise<void> {
  if (underWay.has(tally)) throw new Error('two runs at once');
  underWay.add(tally);
  await step('runs');
  underWay.delete(tally);
}
