import { expect } from 'vitest';
import type * as WordModule from '../../src/internal/shared-mutex-word.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';
import { loadRinging } from './ringing.js';

type Way = 'lock' | 'lockFor' | 'tryLock' | 'acquire' | 'giveUp';

/** Threads that each take the lock so many times, for a section of plain reads and writes. */
export interface MutexScenario extends Scenario {
  /**
   * The locks that each thread takes: blocking for ever, or with a time limit, or only trying;
   * waiting by its doorbell, or giving such a wait up.
   */
  readonly threads: readonly (readonly Way[])[];
}

export const mutexScenarios: readonly MutexScenario[] = [
  { name: 'two threads, one section each', threads: [['lock'], ['lock']] },
  {
    name: 'two threads, two sections each',
    threads: [
      ['lock', 'lock'],
      ['lock', 'lock'],
    ],
    preemptions: 3,
  },
  { name: 'three threads', threads: [['lock'], ['lock'], ['lock']], preemptions: 2 },
  { name: 'one only tries', threads: [['lock'], ['tryLock', 'tryLock']] },
  {
    name: 'waits run out',
    threads: [['lock'], ['lockFor'], ['lock']],
    timeouts: 1,
    preemptions: 2,
  },
  { name: 'one of two dies', threads: [['lock'], ['lock']], deaths: 1 },
  { name: 'two wait by their doorbells', threads: [['acquire'], ['acquire']] },
  { name: 'one blocks, one waits by its doorbell', threads: [['lock'], ['acquire']] },
  {
    name: 'three wait by their doorbells',
    threads: [['acquire'], ['acquire'], ['acquire']],
    preemptions: 1,
  },
  {
    name: 'one of three gives up its wait',
    threads: [['lock'], ['giveUp'], ['acquire']],
    preemptions: 2,
  },
  {
    name: 'one gives up its wait while another blocks',
    threads: [['lock'], ['giveUp'], ['lock']],
    preemptions: 2,
  },
  {
    name: 'one of three dies while they wait by their doorbells',
    threads: [['acquire'], ['acquire'], ['acquire']],
    deaths: 1,
    preemptions: 0,
  },
  { name: 'one of three dies', threads: [['lock'], ['lock'], ['lock']], deaths: 1, preemptions: 1 },
  { name: 'two of three die', threads: [['lock'], ['lock'], ['lock']], deaths: 2, preemptions: 0 },
];

interface Shared {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly bells: Int32Array<SharedArrayBuffer>;
  readonly data: Int32Array<SharedArrayBuffer>;
}

/** Far enough in the future for no exploration to last so long. */
const NOT_YET_MS = 1e12;
const CLEAN = 1;

const enum Data {
  COUNT = 0,
  IS_INSIDE = 1,
}

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreMutex({ threads, ...bounds }: MutexScenario, planted?: Planted): number {
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { MutexWord } = source.load('internal/shared-mutex-word.ts') as typeof WordModule;
  const ringing = loadRinging(source, explorer.platform);
  const { Int32Array: Cells, SharedArrayBuffer: Buffer } = explorer.platform as {
    Int32Array: typeof Int32Array<SharedArrayBuffer>;
    SharedArrayBuffer: typeof SharedArrayBuffer;
  };
  const join = ({ cells, bells }: Shared, owner: number) => {
    const waiters = ringing.newWaiters(cells, bells);
    return { waiters, word: new MutexWord(cells, owner, waiters) };
  };
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({
      cells: new Cells(new Buffer(24)),
      bells: ringing.newBells(),
      data: new Cells(new Buffer(8)),
    }),
    threads: threads.map((locks, index) => (shared: Shared) => {
      const { waiters, word } = join(shared, index + 1);
      const look = () => word.look();
      const ways: Record<Way, () => WordModule.Taken | undefined> = {
        lock: () => word.lock(Infinity),
        lockFor: () => word.lock(NOT_YET_MS),
        tryLock: () => word.take(),
        acquire: () => ringing.wait(waiters, index + 1, look),
        giveUp: () => ringing.giveUp(waiters, index + 1, look),
      };
      return locks.map((way) => () => runSection(word, ways[way](), shared.data));
    }),
    onDeath: (shared, thread) => [() => join(shared, 1000).word.abandon(thread + 1)],
    check({ data }, outcome) {
      const alive = outcome.threads.slice(0, threads.length).filter(({ isDead }) => !isDead);
      const dead = threads.length - alive.length;
      const counted = alive.flatMap(({ answers }) => answers).filter((answer) => answer !== 'none');
      // A thread that died had counted or not; the sections of all others are there.
      const least = counted.length;
      expect(data[Data.COUNT]).toBeGreaterThanOrEqual(least);
      expect(data[Data.COUNT]).toBeLessThanOrEqual(least + dead * threads[0]!.length);
      expect(counted).not.toContain('clean, but another is inside');
    },
  });
  return states;
}

/** A section whose update is lost if another is inside; tells how it found things. */
function runSection(
  word: InstanceType<typeof WordModule.MutexWord>,
  taken: WordModule.Taken | undefined,
  data: Int32Array<SharedArrayBuffer>,
): string {
  if (!taken) return 'none';
  const isInside = data[Data.IS_INSIDE];
  data[Data.IS_INSIDE] = 1;
  const count = data[Data.COUNT]!;
  // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- the lock must prevent it
  data[Data.COUNT] = count + 1;
  data[Data.IS_INSIDE] = 0;
  word.unlock();
  if (Number(taken) === CLEAN) return isInside ? 'clean, but another is inside' : 'clean';
  return 'abandoned';
}
