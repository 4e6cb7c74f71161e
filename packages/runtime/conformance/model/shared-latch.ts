import { expect } from 'vitest';
import type { SharedHandle } from '../../src/internal/shared-place.js';
import type * as LatchModule from '../../src/shared-latch/shared-latch.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';

/** Threads that wait for a latch, or count it down by so much. */
export interface LatchScenario extends Scenario {
  readonly count: number;
  readonly threads: readonly (readonly ('block' | number)[])[];
}

export const latchScenarios: readonly LatchScenario[] = [
  { name: 'one waits, one counts', count: 1, threads: [['block'], [1]] },
  { name: 'one waits, two count', count: 3, threads: [['block'], [2], [1]] },
  { name: 'two wait, one counts', count: 2, threads: [['block'], ['block'], [1, 1]] },
  {
    name: 'one counts and waits itself',
    count: 2,
    threads: [
      [1, 'block'],
      [1, 'block'],
    ],
  },
  {
    name: 'one who waits dies',
    count: 1,
    threads: [['block'], ['block'], [1]],
    deaths: 1,
    mortal: [0],
  },
];

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreLatch({ count, threads, ...bounds }: LatchScenario, planted?: Planted) {
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { SharedLatch } = source.load('shared-latch/shared-latch.ts') as typeof LatchModule;
  const { states } = explorer.explore({
    ...bounds,
    setup: () => new SharedLatch(count).handle,
    threads: threads.map((calls) => (handle: SharedHandle<'SharedLatch'>) => {
      const latch = SharedLatch.from(handle);
      return calls.map((call) => () => {
        if (call !== 'block') return latch.countDown(call);
        latch.block();
        return latch.count;
      });
    }),
    check(handle, { threads: ended }) {
      expect(SharedLatch.from(handle).count).toBe(0);
      // Whoever's wait is over finds zero.
      const found = ended
        .flatMap(({ answers }) => answers)
        .filter((answer) => answer !== undefined);
      expect(found.every((answer) => answer === 0)).toBe(true);
    },
  });
  return states;
}
