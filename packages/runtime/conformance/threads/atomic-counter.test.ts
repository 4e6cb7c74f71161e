import { afterAll, describe, expect, it } from 'vitest';
import { atomicCounterMutants } from '../../src/atomic-counter/atomic-counter.mutants.js';
import { Narrow } from '../../src/atomic-counter/counter-cells.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { showsBug } from './shows-bug.js';
import { type CountTogether, type Counted, countTogether } from './count-together.js';

const load = { workers: 3, rounds: 50_000 };
const total = load.workers * load.rounds;

const source = new MutatedSource();
afterAll(() => source.remove());

/** Where in the answers the first is that is not one more than the one before it. */
function findGap({ answers }: Counted, initial: number): number {
  return answers.findIndex((answer, index) => answer !== initial + index);
}

describe('workers that count together', () => {
  const starts: [string, number[]][] = [
    ['from 0', [0]],
    ['while the value grows out of the narrow word', [Narrow.LIMIT - Narrow.BIAS - total / 2]],
    ['on the wide word', [2 ** 40]],
    ['through zero on the wide word', [2 ** 40, -total / 2]],
  ];
  const programs = ['increment', 'next', 'add', 'subtract', 'update', 'compareExchange'] as const;
  const cases = starts.flatMap(([when, values]) =>
    programs.map((program): [CountTogether['program'], string, number[]] => [
      program,
      when,
      values,
    ]),
  );

  it.each(cases)('lose nothing with %s, %s', async (program, _when, values) => {
    const counted = await countTogether({ ...load, program, values });
    const initial = values.at(-1)!;
    expect(counted.value).toBe(initial + total);
    // Each value was answered once: a read that was torn, or a change made twice, would show.
    expect(findGap(counted, initial)).toBe(-1);
  });

  it.each(starts)('lose nothing up and down, %s', async (_when, values) => {
    const { value } = await countTogether({ ...load, program: 'upAndDown', values });
    expect(value).toBe(values.at(-1)! + total);
  });
});

describe('workers that count together show the planted bug', () => {
  const hammered = atomicCounterMutants.filter((mutant) => 'program' in mutant);

  it.each(hammered.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    async (_bug, mutant) => {
      const module = source.urlOf(mutant, 'shared');
      const { program } = mutant;
      const order = { workers: 3, rounds: 300_000, program, values: [0], module };
      const run = async () => (await countTogether(order)).value < 900_000;
      expect(await showsBug(run)).toBe(true);
    },
    60_000,
  );
});
