import { expect } from 'vitest';
import type { SharedHandle } from '../../src/internal/shared-place.js';
import type * as BarrierModule from '../../src/shared-barrier/shared-barrier.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';

/** Threads that meet so many times, some of them with a time limit. */
export interface BarrierScenario extends Scenario {
  readonly parties: number;
  readonly threads: readonly (readonly ('block' | 'blockFor')[])[];
}

export const barrierScenarios: readonly BarrierScenario[] = [
  { name: 'two meet once', parties: 2, threads: [['block'], ['block']] },
  {
    name: 'two meet twice',
    parties: 2,
    threads: [
      ['block', 'block'],
      ['block', 'block'],
    ],
  },
  { name: 'three meet', parties: 3, threads: [['block'], ['block'], ['block']], preemptions: 2 },
  {
    name: 'one gives up, and comes again',
    parties: 2,
    threads: [
      ['blockFor', 'blockFor'],
      ['blockFor', 'blockFor'],
    ],
    timeouts: 2,
    preemptions: 2,
  },
];

/** Far enough in the future for no exploration to last so long. */
const NOT_YET_MS = 1e12;

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreBarrier(scenario: BarrierScenario, planted?: Planted): number {
  const { parties, threads, timeouts = 0, ...bounds } = scenario;
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { SharedBarrier } = source.load('shared-barrier/shared-barrier.ts') as typeof BarrierModule;
  const { states } = explorer.explore({
    ...bounds,
    timeouts,
    setup: () => new SharedBarrier(parties).handle,
    threads: threads.map((calls) => (handle: SharedHandle<'SharedBarrier'>) => {
      const barrier = SharedBarrier.from(handle);
      return calls.map((call) => () => meet(barrier, call));
    }),
    check(handle, { threads: ended, events }) {
      const answers = ended.map((one) => one.answers as string[]);
      const met = answers.flat().filter((answer) => answer !== 'gave up');
      const last = met.filter((answer) => answer === 'last');
      // Whole rounds, each with one that came last.
      expect(met).toHaveLength(parties * last.length);
      // Whoever still waits, with a limit, has come; nobody else counts as having come.
      const stillWaiting = answers.filter((own, index) => own.length < threads[index]!.length);
      expect(SharedBarrier.from(handle).waiting).toBe(stillWaiting.length);
      if (timeouts === 0) expect(met).toHaveLength(threads.flat().length);
      // Nobody goes on from a round before all have begun theirs.
      const firstEnd = events.findIndex(({ event }) => event === 'end');
      const begun = events.slice(0, firstEnd).filter(({ call }) => call === 0);
      if (timeouts === 0) expect(begun).toHaveLength(parties);
    },
  });
  return states;
}

function meet(barrier: BarrierModule.SharedBarrier, call: 'block' | 'blockFor'): string {
  if (call === 'block') return barrier.block() ? 'last' : 'met';
  try {
    return barrier.block({ timeoutMs: NOT_YET_MS }) ? 'last' : 'met';
  } catch (error) {
    // The explorer stops code by what it throws, which must not be taken for an answer.
    if ((error as { code?: string }).code !== 'ERR_TIMEOUT') throw error;
    return 'gave up';
  }
}
