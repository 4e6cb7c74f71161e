import type * as CellsModule from '../../src/shared-queue/queue-cells.js';
import { findOrder } from '../linearizability/linearizable.js';
import { queueReference } from '../linearizability/queue-reference.js';
import { Explorer, type Outcome, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';
import { loadRinging } from './ringing.js';
import { toObservedCalls } from './observed-calls.js';

/**
 * Threads that put records (`put 7`), take one (`take`), or close the queue (`close`); `awaitPut` and
 * `awaitTake` wait by their doorbells.
 */
export interface QueueScenario extends Scenario {
  readonly capacity: number;
  readonly threads: readonly (readonly string[])[];
}

export const queueScenarios: readonly QueueScenario[] = [
  {
    name: 'one puts, one takes',
    capacity: 1,
    threads: [['put 1'], ['take']],
  },
  {
    name: 'one puts, one takes, by their doorbells',
    capacity: 1,
    threads: [['awaitPut 1'], ['awaitTake']],
    preemptions: 3,
  },
  {
    name: 'two take by their doorbells, one puts for both',
    capacity: 1,
    threads: [['awaitTake'], ['awaitTake'], ['awaitPut 1', 'awaitPut 2']],
    preemptions: 0,
  },
  {
    name: 'one closes while one takes by its doorbell',
    capacity: 1,
    threads: [['awaitTake'], ['close']],
    preemptions: 3,
  },
  {
    name: 'one closes while one takes',
    capacity: 1,
    threads: [['take'], ['close']],
    preemptions: 3,
  },
  {
    name: 'one closes while one puts',
    capacity: 1,
    threads: [['put 1', 'put 2'], ['close']],
    preemptions: 3,
  },
  {
    name: 'one closes while two take',
    capacity: 1,
    threads: [['take'], ['take'], ['close']],
    preemptions: 1,
  },
  {
    name: 'one takes until the end',
    capacity: 2,
    threads: [
      ['take', 'take'],
      ['put 1', 'close'],
    ],
    preemptions: 2,
  },
  {
    name: 'two put where there is room for one',
    capacity: 1,
    threads: [['put 1'], ['put 2'], ['take', 'take']],
    preemptions: 1,
  },
  {
    name: 'two take, one puts for both',
    capacity: 2,
    threads: [['take'], ['take'], ['put 1', 'put 2']],
    preemptions: 1,
  },
  {
    name: 'one of two putters dies',
    capacity: 1,
    threads: [['put 1'], ['put 2'], ['take']],
    deaths: 1,
    mortal: [0, 1],
    preemptions: 0,
  },
  {
    name: 'one of two takers dies',
    capacity: 2,
    threads: [['take'], ['take'], ['put 1', 'put 2']],
    deaths: 1,
    mortal: [0, 1],
    preemptions: 0,
  },
  {
    name: 'one puts more than there is room for',
    capacity: 1,
    threads: [
      ['put 1', 'put 2'],
      ['take', 'take'],
    ],
    preemptions: 2,
  },
];

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreQueue(scenario: QueueScenario, planted?: Planted): number {
  const { capacity, threads, ...bounds } = scenario;
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { QueueCells, toSizeBytes } = source.load(
    'shared-queue/queue-cells.ts',
  ) as typeof CellsModule;
  const { SharedArrayBuffer: Buffer } = explorer.platform as {
    SharedArrayBuffer: typeof SharedArrayBuffer;
  };
  const size = toSizeBytes(capacity, 1);
  const ringing = loadRinging(source, explorer.platform);
  const join = ({ buffer, bells }: Shared, owner: number, isNew = false) => {
    const place = { buffer, byteOffset: 0, sizeBytes: size, isNew, bells };
    return new QueueCells(place, owner, 1);
  };
  const toPrograms = (cells: CellsModule.QueueCells, owner: number): Programs => {
    const wait = <T>(attempt: CellsModule.Attempt<T>) =>
      ringing.wait(cells.waiters, owner, () => cells.look(attempt));
    return {
      put: (value) => cells.block(() => cells.put([value] as never), Infinity)!.result,
      take: () => cells.block(cells.take, Infinity)!.result?.[0],
      awaitPut: (value) => wait(() => cells.put([value] as never)),
      awaitTake: () => wait(cells.take)?.[0],
      close: () => cells.close(),
    };
  };
  const { states } = explorer.explore({
    ...bounds,
    setup() {
      const shared = { buffer: new Buffer(size), bells: ringing.newBells() };
      join(shared, 999, true);
      return shared;
    },
    threads: threads.map((calls, index) => (shared: Shared) => {
      const programs = toPrograms(join(shared, index + 1), index + 1);
      return calls.map((call) => {
        const [name, value] = call.split(' ');
        return () => programs[name!]!(Number(value));
      });
    }),
    onDeath: (shared, thread) => [() => join(shared, 1000).abandon(thread + 1)],
    check(shared, outcome) {
      const left = drain(join(shared, 2000));
      const end = outcome.events.length;
      const rest = left.map((answer, index) => {
        return { thread: -1, call: 'take', answer, begin: end + index, end: end + index };
      });
      const calls = toObservedCalls(
        outcome,
        threads.map((own) => own.map(toCall)),
      );
      if (!findOrder([...calls, ...rest], queueReference(capacity))) {
        throw new Error(
          `no order of calls explains ${describeAnswers(outcome)} and ${left.join()}`,
        );
      }
    },
  });
  return states;
}

interface Shared {
  readonly buffer: SharedArrayBuffer;
  readonly bells: Int32Array<SharedArrayBuffer>;
}

type Programs = Record<string, (value: number) => unknown>;

/** What the reference calls it, in whatever way it waits. */
function toCall(call: string): string {
  return call.replace('awaitPut', 'put').replace('awaitTake', 'take');
}

function drain(cells: CellsModule.QueueCells): (number | undefined)[] {
  return Array.from({ length: cells.length }, () => cells.attempt(cells.take)?.[0]);
}

function describeAnswers({ threads }: Outcome): string {
  return threads.map(({ answers }) => `[${answers.join(', ')}]`).join(' ');
}
