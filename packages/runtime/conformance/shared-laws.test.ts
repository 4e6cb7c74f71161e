import { afterAll, describe, expect, it } from 'vitest';
import { atomicBigInt64Laws } from '../src/atomic-big-int64/atomic-big-int64.laws.js';
import { atomicBigInt64Mutants } from '../src/atomic-big-int64/atomic-big-int64.mutants.js';
import { atomicFlagLaws } from '../src/atomic-flag/atomic-flag.laws.js';
import { atomicFlagMutants } from '../src/atomic-flag/atomic-flag.mutants.js';
import { atomicInt32Laws } from '../src/atomic-int32/atomic-int32.laws.js';
import { atomicInt32Mutants } from '../src/atomic-int32/atomic-int32.mutants.js';
import { sharedBarrierLaws } from '../src/shared-barrier/shared-barrier.laws.js';
import { sharedBarrierMutants } from '../src/shared-barrier/shared-barrier.mutants.js';
import { sharedConditionLaws } from '../src/shared-condition/shared-condition.laws.js';
import { sharedConditionMutants } from '../src/shared-condition/shared-condition.mutants.js';
import { sharedKeyedMutexLaws } from '../src/shared-keyed-mutex/shared-keyed-mutex.laws.js';
import { sharedKeyedMutexMutants } from '../src/shared-keyed-mutex/shared-keyed-mutex.mutants.js';
import { sharedLatchLaws } from '../src/shared-latch/shared-latch.laws.js';
import { sharedLatchMutants } from '../src/shared-latch/shared-latch.mutants.js';
import { sharedMutexLaws } from '../src/shared-mutex/shared-mutex.laws.js';
import { sharedMutexMutants } from '../src/shared-mutex/shared-mutex.mutants.js';
import { sharedOnceLaws } from '../src/shared-once/shared-once.laws.js';
import { sharedOnceMutants } from '../src/shared-once/shared-once.mutants.js';
import { sharedQueueLaws } from '../src/shared-queue/shared-queue.laws.js';
import { sharedQueueMutants } from '../src/shared-queue/shared-queue.mutants.js';
import { sharedRWLockLaws } from '../src/shared-rw-lock/shared-rw-lock.laws.js';
import { sharedRWLockMutants } from '../src/shared-rw-lock/shared-rw-lock.mutants.js';
import { sharedSemaphoreLaws } from '../src/shared-semaphore/shared-semaphore.laws.js';
import { sharedSemaphoreMutants } from '../src/shared-semaphore/shared-semaphore.mutants.js';
import { stripedCounterLaws } from '../src/striped-counter/striped-counter.laws.js';
import { stripedCounterMutants } from '../src/striped-counter/striped-counter.mutants.js';
import { sequential, type SequentialSubject } from './laws/sequential.js';
import type { Mutant } from './mutation/mutant.js';
import { MutatedSource } from './mutation/mutated-source.js';
import { seed } from './seed.js';

const source = new MutatedSource();
afterAll(() => source.remove());

/** What is shared, with the file of its laws and the bugs that can be planted. */
const shared: [subject: SequentialSubject, module: string, mutants: readonly Mutant[]][] = [
  [atomicBigInt64Laws, 'atomic-big-int64/atomic-big-int64.laws', atomicBigInt64Mutants],
  [atomicFlagLaws, 'atomic-flag/atomic-flag.laws', atomicFlagMutants],
  [atomicInt32Laws, 'atomic-int32/atomic-int32.laws', atomicInt32Mutants],
  [sharedBarrierLaws, 'shared-barrier/shared-barrier.laws', sharedBarrierMutants],
  [sharedConditionLaws, 'shared-condition/shared-condition.laws', sharedConditionMutants],
  [sharedKeyedMutexLaws, 'shared-keyed-mutex/shared-keyed-mutex.laws', sharedKeyedMutexMutants],
  [sharedLatchLaws, 'shared-latch/shared-latch.laws', sharedLatchMutants],
  [sharedMutexLaws, 'shared-mutex/shared-mutex.laws', sharedMutexMutants],
  [sharedOnceLaws, 'shared-once/shared-once.laws', sharedOnceMutants],
  [sharedQueueLaws, 'shared-queue/shared-queue.laws', sharedQueueMutants],
  [sharedRWLockLaws, 'shared-rw-lock/shared-rw-lock.laws', sharedRWLockMutants],
  [sharedSemaphoreLaws, 'shared-semaphore/shared-semaphore.laws', sharedSemaphoreMutants],
  [stripedCounterLaws, 'striped-counter/striped-counter.laws', stripedCounterMutants],
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
