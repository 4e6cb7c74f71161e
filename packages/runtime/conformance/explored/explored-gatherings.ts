import { expect } from 'vitest';
import type * as runtime from '../../src/index.js';
import type { Program } from '../../src/testing/index.js';
import {
  type Explore,
  explored,
  type ExploredProgram,
  type Step,
  toExplore,
} from './explored-program.js';

/** Where tasks meet, wait for each other, or share what one of them does. */
export const exploredGatherings: readonly ExploredProgram[] = [
  explored('SingleFlight', ({ SingleFlight }) => flights(SingleFlight), {
    file: 'single-flight/single-flight.ts',
    find: 'this.#flights.get(id) ?? this.#start(id, fn)',
    replace: 'this.#start(id, fn)',
  }),
  explored('Once', ({ Once }) => once(Once), {
    file: 'once/once.ts',
    find: '(this.#flight ?? this.#start(fn))',
    replace: '((this.#isDone && this.#flight) || this.#start(fn))',
  }),
  explored('Condition', ({ Condition, Mutex }) => shop(Condition, Mutex), {
    file: 'condition/condition.ts',
    find: '.then(() => this.#mutex.acquire());',
    replace: '.then(() => guard);',
  }),
  explored(
    'Event',
    ({ Event }) =>
      announced(
        () => new Event(),
        (event) => event.set(),
      ),
    {
      file: 'internal/gate.ts',
      find: 'this.#isOpen = true;',
      replace: '',
    },
  ),
  explored(
    'Latch',
    ({ Latch }) =>
      announced(
        () => new Latch(1),
        (latch) => latch.countDown(),
      ),
    {
      file: 'latch/latch.ts',
      find: 'if (this.#count === 0) this.#gate.open();',
      replace: 'if (this.#count === 0) (this.#gate as any).pass();',
    },
  ),
  explored('Barrier', ({ Barrier }) => meeting(Barrier), {
    file: 'barrier/barrier.ts',
    find: 'this.#gate.waiting + 1 < this.#parties',
    replace: 'this.#gate.waiting < this.#parties',
  }),
];

function flights(SingleFlight: typeof runtime.SingleFlight): Explore {
  interface State {
    readonly flights: runtime.SingleFlight<string, void>;
    readonly step: Step;
    running: number;
    most: number;
  }
  const visit = (state: State) =>
    state.flights.run('key', async () => {
      state.most = Math.max(state.most, ++state.running);
      await state.step('runs');
      state.running--;
    });
  const program: Program<State> = {
    setup: ({ step }) => ({ flights: new SingleFlight(), step, running: 0, most: 0 }),
    tasks: { alice: visit, bob: visit },
    invariant: ({ flights, most }) => expect([most, flights.size]).toEqual([1, 0]),
  };
  return toExplore(program);
}

function once(Once: typeof runtime.Once): Explore {
  interface State {
    readonly once: runtime.Once<void>;
    readonly step: Step;
    runs: number;
    isConnected: boolean;
  }
  const visit = async (state: State) => {
    await state.once.run(async () => {
      state.runs++;
      await state.step('connects');
      state.isConnected = true;
    });
    expect(state.isConnected).toBe(true);
  };
  const program: Program<State> = {
    setup: ({ step }) => ({ once: new Once(), step, runs: 0, isConnected: false }),
    tasks: { alice: visit, bob: visit },
    invariant: ({ runs }) => runs === 1,
  };
  return toExplore(program);
}

/** Two consumers that take what a producer puts, each value once. */
function shop(Condition: typeof runtime.Condition, Mutex: typeof runtime.Mutex): Explore {
  interface State {
    readonly mutex: runtime.Mutex;
    readonly filled: runtime.Condition;
    readonly store: number[];
    readonly taken: number[];
    readonly step: Step;
  }
  const consume = async ({ mutex, filled, store, taken, step }: State) => {
    const guard = await filled.waitUntil(await mutex.acquire(), () => store.length > 0);
    const value = store[0]!;
    await step('takes');
    store.splice(store.indexOf(value), 1);
    taken.push(value);
    guard.release();
  };
  const program: Program<State> = {
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
  return toExplore(program);
}

/** Guests who wait for what a host announces, whether they come before or after it. */
function announced<G extends { wait(): Promise<void> }>(
  make: () => G,
  announce: (gate: G) => void,
): Explore {
  interface State {
    readonly gate: G;
    readonly step: Step;
    isReady: boolean;
  }
  const guest = async (state: State) => {
    await state.step('comes');
    await state.gate.wait();
    expect(state.isReady).toBe(true);
  };
  const program: Program<State> = {
    setup: ({ step }) => ({ gate: make(), step, isReady: false }),
    tasks: {
      alice: guest,
      bob: guest,
      host: async (state) => {
        await state.step('gets ready');
        state.isReady = true;
        announce(state.gate);
      },
    },
    invariant: () => true,
  };
  return toExplore(program);
}

function meeting(Barrier: typeof runtime.Barrier): Explore {
  interface State {
    readonly barrier: runtime.Barrier;
    readonly arrived: string[];
    readonly step: Step;
  }
  const come = (name: string) => async (state: State) => {
    for (const round of [1, 2]) {
      await state.step('comes');
      state.arrived.push(name);
      await state.barrier.wait();
      expect(state.arrived.length).toBeGreaterThanOrEqual(2 * round);
    }
  };
  const program: Program<State> = {
    setup: ({ step }) => ({ barrier: new Barrier(2), arrived: [], step }),
    tasks: { alice: come('alice'), bob: come('bob') },
    invariant: ({ arrived }) => arrived.length === 4,
  };
  return toExplore(program);
}
