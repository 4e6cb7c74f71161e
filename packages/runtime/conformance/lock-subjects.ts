import { guardedLaws } from '../src/guarded/guarded.laws.js';
import { keyedExecutorLaws } from '../src/keyed-executor/keyed-executor.laws.js';
import { keyedMutexLaws } from '../src/keyed-mutex/keyed-mutex.laws.js';
import { keyedRWLockLaws } from '../src/keyed-rw-lock/keyed-rw-lock.laws.js';
import { keyedSemaphoreLaws } from '../src/keyed-semaphore/keyed-semaphore.laws.js';
import { mutexLaws } from '../src/mutex/mutex.laws.js';
import { rwLockLaws } from '../src/rw-lock/rw-lock.laws.js';
import { semaphoreLaws } from '../src/semaphore/semaphore.laws.js';
import { serialExecutorLaws } from '../src/serial-executor/serial-executor.laws.js';
import { lockManagerLaws } from '../src/web-locks/lock-manager.laws.js';
import type { LockSubject } from './lock-subject.js';

/** Every lock that claims laws. */
export const lockSubjects: readonly LockSubject[] = [
  mutexLaws,
  keyedMutexLaws,
  guardedLaws,
  semaphoreLaws,
  rwLockLaws,
  keyedSemaphoreLaws,
  keyedRWLockLaws,
  serialExecutorLaws,
  keyedExecutorLaws,
  lockManagerLaws,
];
