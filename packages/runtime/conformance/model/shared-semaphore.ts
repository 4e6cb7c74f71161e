import { expect } from 'vitest';
import type * as CellsModule from '../../src/shared-semaphore/permit-cells.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';

/** Threads that each take permits, in turn, of so many weights. */
export interface SemaphoreScenario extends Scenario {
  readonly permits: number;
  readonly threads: readonly (readonly number[])[];
}

export const semaphoreScenarios: readonly SemaphoreScenario[] = [
  { name: 'two threads, one permit', permits: 1, threads: [[1], [1]], preemptions: 3 },
  { name: 'a heavy and a light request', permits: 2, threads: [[2], [1]], preemptions: 3 },
  { name: 'one permit, twice', permits: 1, threads: [[1, 1], [1]], preemptions: 2 },
  { name: 'one heavy, two light', permits: 2, threads: [[2], [1], [1]], preemptions: 1 },
  { name: 'one of two dies', permits: 1, threads: [[1], [1]], deaths: 1, preemptions: 1 },
  { name: 'one of three dies', permits: 1, threads: [[1], [1], [1]], deaths: 1, preemptions: 0 },
];

interface Shared {
  readonly cells: Int32Array<SharedArrayBuffer>;
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
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({
      cells: new Cells(new Buffer(32 + 4 * permits)),
      data: new Cells(new Buffer(8)),
    }),
    threads: threads.map((weights, index) => ({ cells, data }: Shared) => {
      const own = new PermitCells(cells, index + 1);
      return weights.map((weight) => () => {
        const taken = own.lock(weight, Infinity)!;
        const inUse = atomics.add(data, 0, weight) + weight;
        atomics.sub(data, 0, weight);
        own.giveBack(taken);
        return inUse;
      });
    }),
    onDeath: ({ cells }, thread) => [() => new PermitCells(cells, 1000).abandon(thread + 1)],
    check({ cells }, { threads: ended }) {
      const isAllAlive = !ended.some(({ isDead }) => isDead);
      const inUse = ended.slice(0, threads.length).flatMap(({ answers }) => answers as number[]);
      // A thread that dies between its take and its count leaves the count wrong.
      if (isAllAlive) expect(Math.max(...inUse)).toBeLessThanOrEqual(permits);
      expect(new PermitCells(cells, 2000).available).toBe(permits);
    },
  });
  return states;
}
