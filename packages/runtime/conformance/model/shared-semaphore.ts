import { expect } from 'vitest';
import type * as CellsModule from '../../src/shared-semaphore/permit-cells.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';
import { loadRinging } from './ringing.js';

/** Threads that each take permits, in turn; a negative weight waits by the doorbell. */
export interface SemaphoreScenario extends Scenario {
  readonly permits: number;
  readonly threads: readonly (readonly number[])[];
}

export const semaphoreScenarios: readonly SemaphoreScenario[] = [
  { name: 'two threads, one permit', permits: 1, threads: [[1], [1]], preemptions: 3 },
  { name: 'a heavy and a light request', permits: 2, threads: [[2], [1]], preemptions: 3 },
  { name: 'one permit, twice', permits: 1, threads: [[1, 1], [1]], preemptions: 2 },
  { name: 'one heavy, two light', permits: 2, threads: [[2], [1], [1]], preemptions: 1 },
  {
    name: 'one blocks, one waits by its doorbell',
    permits: 1,
    threads: [[1], [-1]],
    preemptions: 3,
  },
  { name: 'two wait by their doorbells', permits: 2, threads: [[-2], [-1]], preemptions: 2 },
  {
    name: 'one of two dies while they wait by their doorbells',
    permits: 1,
    threads: [[-1], [-1]],
    deaths: 1,
    preemptions: 0,
  },
  { name: 'one of two dies', permits: 1, threads: [[1], [1]], deaths: 1, preemptions: 1 },
  { name: 'one of three dies', permits: 1, threads: [[1], [1], [1]], deaths: 1, preemptions: 0 },
];

interface Shared {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly bells: Int32Array<SharedArrayBuffer>;
  readonly data: Int32Array<SharedArrayBuffer>;
}

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreSemaphore(scenario: SemaphoreScenario, planted?: Planted): number {
  const { permits, threads, ...bounds } = scenario;
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { PermitCells } = source.load('shared-semaphore/permit-cells.ts') as typeof CellsModule;
  const {
    Int32Array: Cells,
    SharedArrayBuffer: Buffer,
    Atomics: atomics,
  } = explorer.platform as {
    Int32Array: typeof Int32Array<SharedArrayBuffer>;
    SharedArrayBuffer: typeof SharedArrayBuffer;
    Atomics: typeof Atomics;
  };
  const ringing = loadRinging(source, explorer.platform);
  const join = ({ cells, bells }: Shared, owner: number) => {
    const waiters = ringing.newWaiters(cells, bells);
    return { waiters, held: new PermitCells(cells, owner, waiters) };
  };
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({
      cells: new Cells(new Buffer(32 + 4 * permits)),
      bells: ringing.newBells(),
      data: new Cells(new Buffer(8)),
    }),
    threads: threads.map((weights, index) => (shared: Shared) => {
      const { waiters, held: own } = join(shared, index + 1);
      const { data } = shared;
      return weights.map((asked) => () => {
        const weight = Math.abs(asked);
        const taken =
          asked > 0
            ? own.lock(weight, Infinity)!
            : ringing.wait(waiters, index + 1, () => own.look(weight))!;
        const inUse = atomics.add(data, 0, weight) + weight;
        atomics.sub(data, 0, weight);
        own.giveBack(taken);
        return inUse;
      });
    }),
    onDeath: (shared, thread) => [() => join(shared, 1000).held.abandon(thread + 1)],
    check(shared, { threads: ended }) {
      const isAllAlive = !ended.some(({ isDead }) => isDead);
      const inUse = ended.slice(0, threads.length).flatMap(({ answers }) => answers as number[]);
      // A thread that dies between its take and its count leaves the count wrong.
      if (isAllAlive) expect(Math.max(...inUse)).toBeLessThanOrEqual(permits);
      expect(join(shared, 2000).held.available).toBe(permits);
    },
  });
  return states;
}
