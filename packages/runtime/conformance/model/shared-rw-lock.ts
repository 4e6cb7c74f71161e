import { expect } from 'vitest';
import type * as CellsModule from '../../src/shared-rw-lock/rw-cells.js';
import type { Look } from '../../src/internal/shared-watch.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';
import { loadRinging } from './ringing.js';

type Way = 'read' | 'write' | 'acquireRead' | 'acquireWrite';

/** Threads that each read or write, in turn, blocking or waiting by their doorbells. */
export interface RwScenario extends Scenario {
  readonly readers: number;
  readonly threads: readonly (readonly Way[])[];
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
    name: 'a reader and a writer wait by their doorbells',
    readers: 1,
    threads: [['acquireRead'], ['acquireWrite']],
    preemptions: 2,
  },
  {
    name: 'a writer blocks while two wait by their doorbells',
    readers: 1,
    threads: [['write'], ['acquireRead'], ['acquireWrite']],
    preemptions: 0,
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
  readonly bells: Int32Array<SharedArrayBuffer>;
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
  const ringing = loadRinging(source, explorer.platform);
  const join = ({ cells, bells }: Shared, owner: number) => {
    const waiters = ringing.newWaiters(cells, bells);
    return { waiters, held: new RwCells(cells, owner, waiters) };
  };
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({
      cells: new Cells(new Buffer(32 + 4 * readers)),
      bells: ringing.newBells(),
      data: new Cells(new Buffer(8)),
    }),
    threads: threads.map((calls, index) => (shared: Shared) => {
      const { waiters, held: own } = join(shared, index + 1);
      const wait = (look: () => Look<CellsModule.Entered>) =>
        ringing.wait(waiters, index + 1, look);
      const sections: Record<Way, () => string> = {
        read: () => read(own, own.lockRead(Infinity)!, shared.data),
        write: () => write(own, own.lockWrite(Infinity)!, shared.data),
        acquireRead: () =>
          read(
            own,
            wait(() => own.lookRead()),
            shared.data,
          ),
        acquireWrite: () => write(own, wait(own.toWriter().look), shared.data),
      };
      return calls.map((call) => sections[call]);
    }),
    onDeath: (shared, thread) => [() => join(shared, 1000).held.abandon(thread + 1)],
    check(shared, { threads: ended }) {
      const { data } = shared;
      expect(ended.flatMap(({ answers }) => answers)).not.toContain('half done, and not told');
      const isAllAlive = !ended.some(({ isDead }) => isDead);
      const writes = threads.flat().filter((call) => call.endsWith('rite')).length;
      if (isAllAlive) expect([data[0], data[1]]).toEqual([writes, writes]);
      expect(join(shared, 2000).held.tryWrite()).toBeDefined();
    },
  });
  return states;
}

type Cells = InstanceType<typeof CellsModule.RwCells>;
type Entered = CellsModule.Entered;

/** Reads two words that every whole write leaves equal. */
function read(cells: Cells, entered: Entered, data: Int32Array<SharedArrayBuffer>): string {
  const isHalfDone = data[0] !== data[1];
  cells.leave(entered);
  return isHalfDone && !entered.abandoned ? 'half done, and not told' : 'read';
}

/** Changes both words, and sets them right after a writer that died in between. */
function write(cells: Cells, entered: Entered, data: Int32Array<SharedArrayBuffer>): string {
  const [first, second] = [data[0]!, data[1]!];
  /* eslint-disable @interlocked/no-nonatomic-shared-memory -- under the lock on trial */
  data[0] = first + 1;
  data[1] = first + 1;
  /* eslint-enable */
  cells.leave(entered);
  return first !== second && !entered.abandoned ? 'half done, and not told' : 'written';
}
