import { guardedLaws } from '../src/guarded/guarded.laws.js';
import { keyedMutexLaws } from '../src/keyed-mutex/keyed-mutex.laws.js';
import { mutexLaws } from '../src/mutex/mutex.laws.js';
import type { LockSubject } from './lock-subject.js';

/** Every lock that claims laws. */
export const lockSubjects: readonly LockSubject[] = [mutexLaws, keyedMutexLaws, guardedLaws];
