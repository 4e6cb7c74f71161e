import { afterAll, describe, expect, it } from 'vitest';
import { barrierMutants } from '../../src/barrier/barrier.mutants.js';
import { conditionMutants } from '../../src/condition/condition.mutants.js';
import { eventMutants } from '../../src/event/event.mutants.js';
import { latchMutants } from '../../src/latch/latch.mutants.js';
import { gathering, type GateSubject } from '../laws/gathering.js';
import type { Mutant } from './mutant.js';
import { MutatedSource } from './mutated-source.js';

const source = new MutatedSource();
afterAll(() => source.remove());

const plantings: [module: string, subject: string, mutants: readonly Mutant[]][] = [
  ['event/event.laws', 'eventLaws', eventMutants],
  ['latch/latch.laws', 'latchLaws', latchMutants],
  ['barrier/barrier.laws', 'barrierLaws', barrierMutants],
  ['condition/condition.laws', 'conditionLaws', conditionMutants],
];

describe.each(plantings)('the law catches the bugs planted under %s', (module, name, mutants) => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s', async (_bug, mutant) => {
    const subject = (await source.load(mutant, module))[name] as GateSubject;
    const trial = { seed: 1, runs: 1_000 };
    await expect(gathering(subject, trial)).rejects.toThrow(/Property failed/);
  });
});
