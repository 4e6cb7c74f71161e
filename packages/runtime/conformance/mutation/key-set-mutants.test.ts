import { afterAll, describe, expect, it } from 'vitest';
import { keyedMutexSetMutants } from '../../src/keyed-mutex/keyed-mutex.mutants.js';
import { type KeySetSubject, keySets } from '../laws/key-sets.js';
import { MutatedSource } from './mutated-source.js';

const source = new MutatedSource();
afterAll(() => source.remove());

describe('the law of key sets catches', () => {
  it.each(keyedMutexSetMutants)('$name', async (mutant) => {
    const module = await source.load(mutant, 'keyed-mutex/keyed-mutex.laws');
    const subject = module['keyedMutexSetLaws'] as KeySetSubject;
    await expect(keySets(subject, { seed: 1, runs: 2_000 })).rejects.toThrow(/Property failed/);
  });
});
