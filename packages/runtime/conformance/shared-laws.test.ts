import { afterAll, describe, expect, it } from 'vitest';
import { sharedQueueLaws } from '../src/shared-queue/shared-queue.laws.js';
import { sharedQueueMutants } from '../src/shared-queue/shared-queue.mutants.js';
import { sequential, type SequentialSubject } from './laws/sequential.js';
import type { Mutant } from './mutation/mutant.js';
import { MutatedSource } from './mutation/mutated-source.js';
import { seed } from './seed.js';

const source = new MutatedSource();
afterAll(() => source.remove());

/** What is shared, with the file of its laws and the bugs that can be planted. */
const shared: [subject: SequentialSubject, module: string, mutants: readonly Mutant[]][] = [
  [sharedQueueLaws, 'shared-queue/shared-queue.laws', sharedQueueMutants],
];

describe.each(shared.map(([subject]) => [subject.name, subject] as const))(
  `%s, one call at a time (seed ${seed})`,
  (_name, subject) => {
    it('answers as a plain value would', () => sequential(subject, { seed, runs: 1_000 }));
  },
);

const planted = shared.flatMap(([subject, module, mutants]) =>
  mutants
    .filter(({ caughtBy }) => caughtBy === 'laws')
    .map((mutant) => [mutant.name, subject.name, module, mutant] as const),
);

describe('the law catches the bug planted', () => {
  it.each(planted)('%s, in %s', async (_bug, name, module, mutant) => {
    const laws = await source.load(mutant, module);
    const subject = Object.values(laws).find((one) => (one as SequentialSubject).name === name);
    // A fixed seed: whether a planted bug is found must not depend on luck.
    const trial = { seed: 1, runs: 1_000 };
    await expect(sequential(subject as SequentialSubject, trial)).rejects.toThrow(
      /Property failed/,
    );
  });
});
