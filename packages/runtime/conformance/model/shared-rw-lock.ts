import { expect } from 'vitest';
import type * as CellsModule from '../../src/shared-rw-lock/rw-cells.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';

/** Threads that each read or write, in turn. */
export interface RwScenario extends Scenario {
  readonly readers: number;
  readonly threads: readonly (readonly ('read' | 'write')[])[];
}

export const rwScenarios: readonly RwScenario[] = [
  { name: 'a reader and a writer', readers: 2, threads: [['read'], ['write']], preemptions: 3 },
  { name: 'two writers', readers: 2, threads: [['write'], ['write']], preemptions: 3 },
  { name: 'two readers, one cell', readers: 1, threads: [['read'], ['read']], preemptions: 3 },
  {
    name: 'two readers and a writer',
    readers: 2,
    threads: [['read'], ['read'], ['write']],
    preemptions: 1,
  },
  {
    name: 'a reader or a writer dies',
    readers: 1,
    threads: [['read'], ['write']],
    deaths: 1,
    preemptions: 1,
  },
  {
    name: 'one of two writers dies while a third thread reads',
    readers: 1,
    threads: [['write'], ['write'], ['read']],
    deaths: 1,
    preemptions: 0,
  },
];

interface Shared {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly data: Int32Array<SharedArrayBuffer>;
}

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreRwLock(scenario: RwScenario, planted?: Planted): number {
  const { readers, threads, ...bounds } = scenario;
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { RwCells } = source.load('shared-rw-lock/rw-cells.ts') as typeof CellsModule;
  const { Int32Array: Cells, SharedArrayBuffer: Buffer } = explorer.platform as {
    Int32Array: typeof Int32Array<SharedArrayBuffer>;
    SharedArrayBuffer: typeof SharedArrayBuffer;
  };
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({
      cells: new Cells(new Buffer(32 + 4 * readers)),
      data: new Cells(new Buffer(8)),
    }),
    threads: threads.map((calls, index) => ({ cells, data }: Shared) => {
      const own = new RwCells(cells, index + 1);
      const sections = { read: () => read(own, data), write: () => write(own, data) };
      return calls.map((call) => sections[call]);
    }),
    onDeath: ({ cells }, thread) => [() => new RwCells(cells, 1000).abandon(thread + 1)],
    check({ cells, data }, { threads: ended }) {
      expect(ended.flatMap(({ answers }) => answers)).not.toContain('half done, and not told');
      const isAllAlive = !ended.some(({ isDead }) => isDead);
      const writes = threads.flat().filter((call) => call === 'write').length;
      if (isAllAlive) expect([data[0], data[1]]).toEqual([writes, writes]);
      expect(new RwCells(cells, 2000).tryWrite()).toBeDefined();
    },
  });
  return states;
}

type Cells = InstanceType<typeof CellsModule.RwCells>;

/** Reads two words that every whole write leaves equal. */
function read(cells: Cells, data: Int32Array<SharedArrayBuffer>): string {
  const entered = cells.lockRead(Infinity)!;
  const isHalfDone = data[0] !== data[1];
  cells.leave(entered);
  return isHalfDone && !entered.abandoned ? 'half done, and not told' : 'read';
}

/** Changes both words, and sets them right after a writer that died in between. */
function write(cells: Cells, data: Int32Array<SharedArrayBuffer>): string {
  const entered = cells.lockWrite(Infinity)!;
  const [first, second] = [data[0]!, data[1]!];
  data[0] = first + 1;
  data[1] = first + 1;
  cells.leave(entered);
  return first !== second && !entered.abandoned ? 'half done, and not told' : 'written';
}
