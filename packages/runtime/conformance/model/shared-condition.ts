import { expect } from 'vitest';
import type { SharedHandle } from '../../src/internal/shared-place.js';
import type * as ConditionModule from '../../src/shared-condition/shared-condition.js';
import type * as MutexModule from '../../src/shared-mutex/shared-mutex.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';

/** Threads that take one thing when there is one, or put one there and tell one or all. */
export interface ConditionScenario extends Scenario {
  readonly threads: readonly (readonly ('take' | 'put' | 'putTwo')[])[];
}

export const conditionScenarios: readonly ConditionScenario[] = [
  { name: 'one takes, one puts', threads: [['take'], ['put']], preemptions: 3 },
  {
    name: 'two take, one puts one by one',
    threads: [['take'], ['take'], ['put', 'put']],
    preemptions: 1,
  },
  {
    name: 'two take, one puts for both',
    threads: [['take'], ['take'], ['putTwo']],
    preemptions: 1,
  },
  {
    name: 'one of two takers dies',
    threads: [['take'], ['take'], ['putTwo']],
    deaths: 1,
    mortal: [0, 1],
    preemptions: 0,
  },
];

interface Shared {
  readonly mutex: SharedHandle<'SharedMutex'>;
  readonly condition: SharedHandle<'SharedCondition'>;
  readonly data: Int32Array<SharedArrayBuffer>;
}

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreCondition(scenario: ConditionScenario, planted?: Planted): number {
  const { threads, ...bounds } = scenario;
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { SharedMutex } = source.load('shared-mutex/shared-mutex.ts') as typeof MutexModule;
  const { SharedCondition } = source.load(
    'shared-condition/shared-condition.ts',
  ) as typeof ConditionModule;
  const { Int32Array: Cells, SharedArrayBuffer: Buffer } = explorer.platform as {
    Int32Array: typeof Int32Array<SharedArrayBuffer>;
    SharedArrayBuffer: typeof SharedArrayBuffer;
  };
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({
      mutex: new SharedMutex().handle,
      condition: new SharedCondition().handle,
      data: new Cells(new Buffer(4)),
    }),
    threads: threads.map((calls) => ({ mutex: lock, condition: signal, data }: Shared) => {
      const mutex = SharedMutex.from(lock);
      const condition = SharedCondition.from(signal);
      const put = (count: number) => {
        const guard = mutex.lock();
        data[0] = data[0]! + count;
        guard.release();
      };
      const programs = {
        take: () => {
          const guard = condition.blockUntil(mutex, mutex.lock(), () => data[0]! > 0);
          // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- under the lock on trial
          data[0] = data[0]! - 1;
          guard.release();
        },
        put: () => (put(1), condition.notify()),
        putTwo: () => (put(2), condition.notifyAll()),
      };
      return calls.map((call) => programs[call]);
    }),
    onDeath: ({ mutex, condition }, thread) => [
      // Ids are given out in the order of joining; the one that made the mutex was first.
      () => SharedMutex.from(mutex).declareDead(2 ** 24 + 1 + thread),
      () => SharedCondition.from(condition).notifyAll(),
    ],
    check({ data }, { threads: ended }) {
      const isAllAlive = !ended.some(({ isDead }) => isDead);
      if (isAllAlive) expect(data[0]).toBe(0);
    },
  });
  return states;
}
