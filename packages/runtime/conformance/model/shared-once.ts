import { expect } from 'vitest';
import type { SharedHandle } from '../../src/internal/shared-place.js';
import type * as OnceModule from '../../src/shared-once/shared-once.js';
import { Explorer, type Scenario } from './explorer.js';
import { ModelledSource, type Planted } from './modelled-source.js';

/** So many threads that each want the same thing done. */
export interface OnceScenario extends Scenario {
  readonly threads: number;
}

export const onceScenarios: readonly OnceScenario[] = [
  { name: 'two threads', threads: 2, preemptions: 3 },
  { name: 'three threads', threads: 3, preemptions: 1 },
  { name: 'one of two dies', threads: 2, deaths: 1, preemptions: 1 },
];

interface Shared {
  readonly handle: SharedHandle<'SharedOnce'>;
  readonly data: Int32Array<SharedArrayBuffer>;
}

/** Runs the interleavings of a scenario; answers how many states there were. */
export function exploreOnce({ threads, ...bounds }: OnceScenario, planted?: Planted): number {
  const explorer = new Explorer();
  const source = new ModelledSource(explorer.platform, planted);
  const { SharedOnce } = source.load('shared-once/shared-once.ts') as typeof OnceModule;
  const { Int32Array: Cells, SharedArrayBuffer: Buffer } = explorer.platform as {
    Int32Array: typeof Int32Array<SharedArrayBuffer>;
    SharedArrayBuffer: typeof SharedArrayBuffer;
  };
  const { states } = explorer.explore({
    ...bounds,
    setup: () => ({ handle: new SharedOnce().handle, data: new Cells(new Buffer(8)) }),
    threads: Array.from({ length: threads }, () => ({ handle, data }: Shared) => {
      const once = SharedOnce.from(handle);
      return [
        () => {
          let wasTold = true;
          const hasRun = once.runBlocking((wasCutShort) => {
            wasTold = wasCutShort || data[0] === 0;
            data[0] = 1;
            data[1] = 1;
          });
          return `${hasRun ? 'ran' : 'saw'} ${data[1]} ${wasTold}`;
        },
      ];
    }),
    // Ids are given out in the order of joining; the one that made it was first.
    onDeath: ({ handle }, thread) => [
      () => SharedOnce.from(handle).declareDead(2 ** 24 + 1 + thread),
    ],
    check(_shared, { threads: ended }) {
      const alive = ended.slice(0, threads).filter(({ isDead }) => !isDead);
      const answers = alive.flatMap((one) => one.answers as string[]);
      const ran = answers.filter((answer) => answer.startsWith('ran'));
      expect(ran.length).toBeLessThanOrEqual(1);
      if (alive.length === threads) expect(ran).toHaveLength(1);
      for (const answer of answers) expect(answer).toMatch(/1 true$/);
    },
  });
  return states;
}
