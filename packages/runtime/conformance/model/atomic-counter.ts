import type { AtomicCounter } from '../../src/atomic-counter/atomic-counter.js';
import type * as CounterModule from '../../src/atomic-counter/atomic-counter.js';
import type * as CellsModule from '../../src/atomic-counter/counter-cells.js';
import { Narrow } from '../../src/atomic-counter/counter-cells.js';
import { findOrder, type Sequential } from '../linearizability/linearizable.js';
import { Explorer, type Outcome, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';
import { loadRinging } from './ringing.js';
import { toObservedCalls } from './observed-calls.js';

/** The counter of a thread, and its way to wait by its doorbell until the value is another than at first. */
interface Counter {
  readonly api: AtomicCounter;
  awaitChange(): number;
}

/** The largest value of the narrow word. */
const EDGE = Narrow.LIMIT - Narrow.BIAS - 1;
const FAR = 2 ** 40;

/** What a call does to the counter, and to a plain number. */
const CALLS: Record<
  string,
  [(counter: Counter) => unknown, (value: number, initial: number) => [number, unknown]]
> = {
  increment: [({ api }) => api.increment(), (value) => [value + 1, value + 1]],
  decrement: [({ api }) => api.decrement(), (value) => [value - 1, value - 1]],
  add2: [({ api }) => api.add(2), (value) => [value + 2, value + 2]],
  value: [({ api }) => api.value, (value) => [value, value]],
  toFar: [({ api }) => api.exchange(FAR), (value) => [FAR, value]],
  toZero: [({ api }) => api.exchange(0), (value) => [0, value]],
  awaitChange: [
    (counter) => counter.awaitChange(),
    // Before the change it answers nothing that it can have answered.
    (value, initial) => [value, value === initial ? undefined : value],
  ],
  fromEdge: [
    ({ api }) => api.compareExchange(EDGE, FAR),
    (value) => [value === EDGE ? FAR : value, value],
  ],
};

const toReference = (initial: number): Sequential<number> => ({
  initial,
  apply(value, call) {
    const [state, answer] = CALLS[call]![1](value, initial);
    return { state, answer };
  },
});

/** Threads that make calls on one counter. */
export interface CounterScenario extends Scenario {
  readonly initial: number;
  readonly threads: readonly (readonly string[])[];
}

export const counterScenarios: readonly CounterScenario[] = [
  {
    name: 'two threads count across the move',
    initial: EDGE,
    threads: [
      ['increment', 'increment'],
      ['increment', 'value'],
    ],
  },
  {
    name: 'up and down at the edge',
    initial: EDGE,
    threads: [['increment', 'decrement'], ['decrement'], ['value']],
  },
  { name: 'one waits for an increment', initial: 0, threads: [['awaitChange'], ['increment']] },
  { name: 'one waits for an addition', initial: 0, threads: [['awaitChange'], ['add2']] },
  { name: 'one waits for a subtraction', initial: 0, threads: [['awaitChange'], ['decrement']] },
  { name: 'one waits across the move', initial: EDGE, threads: [['awaitChange'], ['toFar']] },
  { name: 'one waits on the wide word', initial: FAR, threads: [['awaitChange'], ['increment']] },
  {
    name: 'two wait while two count',
    initial: 0,
    threads: [['awaitChange'], ['awaitChange'], ['increment'], ['increment']],
    preemptions: 2,
  },
  {
    name: 'increments are under way while another thread moves the value',
    initial: 5,
    threads: [['increment'], ['increment'], ['toFar', 'value']],
    preemptions: 2,
  },
  {
    name: 'a counter that grew comes back',
    initial: 5,
    threads: [['increment', 'increment'], ['toFar', 'toZero'], ['value']],
    preemptions: 2,
  },
  {
    name: 'two threads move the value at once',
    initial: EDGE,
    threads: [['add2'], ['fromEdge'], ['increment']],
    preemptions: 2,
  },
  {
    name: 'a thread dies anywhere within a move',
    initial: EDGE,
    threads: [['increment'], ['toFar'], ['increment', 'value']],
    deaths: 1,
    preemptions: 2,
  },
];

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreCounter(scenario: CounterScenario, planted?: Planted): number {
  const { initial, threads, ...bounds } = scenario;
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const api = source.load('atomic-counter/atomic-counter.ts') as typeof CounterModule;
  const cells = source.load('atomic-counter/counter-cells.ts') as typeof CellsModule;
  const ringing = loadRinging(source, explorer.platform);
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({
      handle: new api.AtomicCounter({ initial }).handle,
      bells: ringing.newBells(),
    }),
    threads: threads.map((calls, index) => ({ handle, bells }: Shared) => {
      const place = { ...handle, bells, sizeBytes: 48, isNew: false };
      const words = new cells.CounterCells(place, -Infinity, Infinity);
      const look = () => words.look((value) => value !== initial);
      const awaitChange = () => ringing.wait(words.waiters, index + 1, look);
      const counter = { api: api.AtomicCounter.from(handle), awaitChange };
      return calls.map((call) => () => CALLS[call]![0](counter));
    }),
    check({ handle }, outcome) {
      const calls = toObservedCalls(outcome, threads);
      const { value: answer } = api.AtomicCounter.from(handle);
      const last = outcome.events.length;
      const end = { thread: -1, call: 'value', answer, begin: last, end: last };
      if (!findOrder([...calls, end], toReference(initial))) {
        throw new Error(`no order of calls explains ${describeAnswers(outcome)} and ${answer}`);
      }
    },
  });
  return states;
}

interface Shared {
  readonly handle: AtomicCounter['handle'];
  readonly bells: Int32Array<SharedArrayBuffer>;
}

function describeAnswers({ threads }: Outcome): string {
  return threads.map(({ answers }) => `[${answers.join(', ')}]`).join(' ');
}
