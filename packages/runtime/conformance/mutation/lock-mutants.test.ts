import { afterAll, describe, expect, it } from 'vitest';
import { guardedMutants } from '../../src/guarded/guarded.mutants.js';
import { keyedMutexMutants } from '../../src/keyed-mutex/keyed-mutex.mutants.js';
import { keyedRWLockMutants } from '../../src/keyed-rw-lock/keyed-rw-lock.mutants.js';
import { keyedSemaphoreMutants } from '../../src/keyed-semaphore/keyed-semaphore.mutants.js';
import { keyedExecutorMutants } from '../../src/keyed-executor/keyed-executor.mutants.js';
import { mutexMutants } from '../../src/mutex/mutex.mutants.js';
import { rwLockMutants } from '../../src/rw-lock/rw-lock.mutants.js';
import { semaphoreMutants } from '../../src/semaphore/semaphore.mutants.js';
import { serialExecutorMutants } from '../../src/serial-executor/serial-executor.mutants.js';
import { lockManagerMutants } from '../../src/web-locks/lock-manager.mutants.js';
import { lockLaws } from '../laws/index.js';
import type { LockLaw, LockSubject } from '../lock-subject.js';
import type { Mutant } from './mutant.js';
import { MutatedSource } from './mutated-source.js';

const source = new MutatedSource();
afterAll(() => source.remove());

const plantings: [module: string, subject: string, mutants: readonly Mutant[]][] = [
  ['mutex/mutex.laws', 'mutexLaws', mutexMutants],
  ['keyed-mutex/keyed-mutex.laws', 'keyedMutexLaws', keyedMutexMutants],
  ['guarded/guarded.laws', 'guardedLaws', guardedMutants],
  ['semaphore/semaphore.laws', 'semaphoreLaws', semaphoreMutants],
  ['rw-lock/rw-lock.laws', 'rwLockLaws', rwLockMutants],
  ['keyed-semaphore/keyed-semaphore.laws', 'keyedSemaphoreLaws', keyedSemaphoreMutants],
  ['keyed-rw-lock/keyed-rw-lock.laws', 'keyedRWLockLaws', keyedRWLockMutants],
  ['serial-executor/serial-executor.laws', 'serialExecutorLaws', serialExecutorMutants],
  ['web-locks/lock-manager.laws', 'lockManagerLaws', lockManagerMutants],
  ['keyed-executor/keyed-executor.laws', 'keyedExecutorLaws', keyedExecutorMutants],
];

describe.each(plantings)('laws catch the bugs planted under %s', (module, name, mutants) => {
  it.each(mutants.map((mutant) => [mutant.name, mutant.caughtBy, mutant] as const))(
    '%s (%s)',
    async (_bug, law, mutant) => {
      const subject = (await source.load(mutant, module))[name] as LockSubject;
      // A fixed seed: whether a planted bug is found must not depend on luck.
      const trial = { seed: 1, runs: 2_000 };
      await expect(lockLaws[law as LockLaw](subject, trial)).rejects.toThrow(/Property failed/);
    },
  );
});
