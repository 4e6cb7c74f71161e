import { afterAll, describe, expect, it } from 'vitest';
import { onceMutants } from '../../src/once/once.mutants.js';
import { singleFlightMutants } from '../../src/single-flight/single-flight.mutants.js';
import { sharing } from '../laws/sharing.js';
import type { SharedCallSubject } from '../shared-call-subject.js';
import type { Mutant } from './mutant.js';
import { MutatedSource } from './mutated-source.js';

const source = new MutatedSource();
afterAll(() => source.remove());

const plantings: [module: string, subject: string, mutants: readonly Mutant[]][] = [
  ['single-flight/single-flight.laws', 'singleFlightLaws', singleFlightMutants],
  ['once/once.laws', 'onceLaws', onceMutants],
];

describe.each(plantings)('the law catches the bugs planted under %s', (module, name, mutants) => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s', async (_bug, mutant) => {
    const subject = (await source.load(mutant, module))[name] as SharedCallSubject;
    const trial = { seed: 1, runs: 2_000 };
    await expect(sharing(subject, trial)).rejects.toThrow(/Property failed/);
  });
});
