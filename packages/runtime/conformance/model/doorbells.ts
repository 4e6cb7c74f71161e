import { expect } from 'vitest';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';
import { loadRinging } from './ringing.js';

/**
 * Threads that raise a number by one (`raise`), wait by their doorbells until it has reached some
 * value (`await 1`), or begin such a wait and give it up (`giveUp 1`).
 */
export interface DoorbellScenario extends Scenario {
  readonly threads: readonly (readonly string[])[];
  /** The ids of the threads, which choose their bells; 1, 2, 3 unless given. */
  readonly owners?: readonly number[];
}

export const doorbellScenarios: readonly DoorbellScenario[] = [
  { name: 'one waits', threads: [['await 1'], ['raise']] },
  {
    name: 'one waits twice',
    threads: [
      ['await 1', 'await 2'],
      ['raise', 'raise'],
    ],
  },
  { name: 'two wait', threads: [['await 1'], ['await 1'], ['raise']] },
  {
    name: 'two wait and share a bell',
    owners: [1, 33, 2],
    threads: [['await 1'], ['await 1'], ['raise']],
  },
  { name: 'one waits for two', threads: [['await 2'], ['raise'], ['raise']] },
  {
    name: 'one gives up while another waits',
    threads: [['giveUp 1'], ['await 1'], ['raise']],
  },
  {
    name: 'one gives up while another waits and shares its bell',
    owners: [1, 33, 2],
    threads: [['giveUp 1'], ['await 1'], ['raise']],
  },
  {
    name: 'one that gave up waits again',
    threads: [
      ['giveUp 2', 'await 2'],
      ['raise', 'raise'],
    ],
  },
  {
    name: 'whoever raises it dies',
    threads: [['await 1'], ['await 1'], ['raise']],
    deaths: 1,
    mortal: [2],
    preemptions: 2,
  },
  {
    name: 'one who waits dies',
    threads: [['await 1'], ['await 1'], ['raise']],
    deaths: 1,
    mortal: [0],
    preemptions: 2,
  },
];

interface Shared {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly bells: Int32Array<SharedArrayBuffer>;
}

/** The number, behind the words of a header. */
const NUMBER = 4;

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreDoorbells(scenario: DoorbellScenario, planted?: Planted): number {
  const { threads, owners = [1, 2, 3], ...bounds } = scenario;
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const ringing = loadRinging(source, explorer.platform);
  const {
    Atomics: atomics,
    Int32Array: Cells,
    SharedArrayBuffer: Buffer,
  } = explorer.platform as {
    Atomics: typeof Atomics;
    Int32Array: typeof Int32Array<SharedArrayBuffer>;
    SharedArrayBuffer: typeof SharedArrayBuffer;
  };
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({ cells: new Cells(new Buffer(24)), bells: ringing.newBells() }),
    threads: threads.map((calls, index) => ({ cells, bells }: Shared) => {
      const waiters = ringing.newWaiters(cells, bells);
      const owner = owners[index]!;
      const toLook = (wanted: number) => () => {
        const word = atomics.load(cells, NUMBER);
        return word >= wanted ? { result: word } : { cells, index: NUMBER, word };
      };
      const programs: Record<string, (wanted: number) => unknown> = {
        raise: () => (atomics.add(cells, NUMBER, 1), waiters.wake(cells, NUMBER)),
        await: (wanted) => ringing.wait(waiters, owner, toLook(wanted)),
        giveUp: (wanted) => ringing.giveUp(waiters, owner, toLook(wanted)),
      };
      return calls.map((call) => {
        const [name, wanted] = call.split(' ');
        return () => programs[name!]!(Number(wanted));
      });
    }),
    onDeath: ({ cells, bells }, thread) => [
      // What it was to do is done for it: the others wait for that.
      () => threads[thread]!.includes('raise') && atomics.store(cells, NUMBER, 1),
      () => ringing.newWaiters(cells, bells).wakeAfterDeath(cells, NUMBER),
    ],
    check({ cells }) {
      // That nobody waits for ever is what the explorer sees to.
      expect(atomics.load(cells, NUMBER)).toBeGreaterThan(0);
    },
  });
  return states;
}
