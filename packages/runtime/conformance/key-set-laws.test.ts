import { describe, it } from 'vitest';
import { keyedMutexSetLaws } from '../src/keyed-mutex/keyed-mutex.laws.js';
import { keyedRWLockSetLaws } from '../src/keyed-rw-lock/keyed-rw-lock.laws.js';
import { keySets } from './laws/key-sets.js';
import { seed } from './seed.js';

describe(`several keys at once (seed ${seed})`, () => {
  it.each([keyedMutexSetLaws, keyedRWLockSetLaws])('of $name', (subject) =>
    keySets(subject, { seed, runs: 300 }),
  );
});
