import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { atomicCounterLaws } from '../src/atomic-counter/atomic-counter.laws.js';
import type { AtomicCounter } from '../src/atomic-counter/atomic-counter.js';
import { atomicCounterMutants } from '../src/atomic-counter/atomic-counter.mutants.js';
import { Narrow } from '../src/atomic-counter/counter-cells.js';
import { MutatedSource } from './mutation/mutated-source.js';
import { seed } from './seed.js';

const MAX = Number.MAX_SAFE_INTEGER;

/** A plain number that says no like a counter: the reference. */
class PlainCounter {
  value: number;
  readonly #min: number;
  readonly #max: number;

  constructor(initial: number, min: number, max: number) {
    this.value = initial;
    this.#min = min;
    this.#max = max;
  }

  /** Moves to `next` and answers the value before, or refuses and stays. */
  moveTo(next: bigint): number {
    if (next < this.#min || next > this.#max) throw new Error('refused');
    const before = this.value;
    this.value = Number(next);
    return before;
  }
}

type Call = [name: string, count: number];

/** Calls by their name: on a counter, and what they are on a plain number. */
const CALLS: Record<
  string,
  [
    (counter: AtomicCounter, count: number) => unknown,
    (plain: PlainCounter, count: bigint) => unknown,
  ]
> = {
  increment: [
    (counter) => counter.increment(),
    (plain) => plain.moveTo(BigInt(plain.value) + 1n) + 1,
  ],
  decrement: [
    (counter) => counter.decrement(),
    (plain) => plain.moveTo(BigInt(plain.value) - 1n) - 1,
  ],
  next: [(counter) => counter.next(), (plain) => plain.moveTo(BigInt(plain.value) + 1n)],
  add: [
    (counter, count) => counter.add(count),
    (plain, count) => (plain.moveTo(BigInt(plain.value) + count), plain.value),
  ],
  subtract: [
    (counter, count) => counter.subtract(count),
    (plain, count) => (plain.moveTo(BigInt(plain.value) - count), plain.value),
  ],
  getAndAdd: [
    (counter, count) => counter.getAndAdd(count),
    (plain, count) => plain.moveTo(BigInt(plain.value) + count),
  ],
  exchange: [(counter, count) => counter.exchange(count), (plain, count) => plain.moveTo(count)],
  max: [
    (counter, count) => counter.max(count),
    (plain, count) => (Number(count) > plain.value && plain.moveTo(count), plain.value),
  ],
  min: [
    (counter, count) => counter.min(count),
    (plain, count) => (Number(count) < plain.value && plain.moveTo(count), plain.value),
  ],
  update: [
    (counter, count) => counter.update((value) => (value === count ? value : count)),
    (plain, count) => (plain.moveTo(count), plain.value),
  ],
};

/** Counts near every value at which something changes, and any others. */
const counts = fc.oneof(
  fc
    .constantFrom(
      0,
      -Narrow.BIAS,
      Narrow.LIMIT - Narrow.BIAS,
      2 ** 31,
      2 ** 32,
      -(2 ** 31),
      MAX - 3,
    )
    .chain((edge) => fc.integer({ min: -3, max: 3 }).map((off) => edge + off)),
  fc.maxSafeInteger().map((count) => count + 0),
);
const calls = fc.tuple(fc.constantFrom(...Object.keys(CALLS)), counts);
const ranges = fc
  .option(fc.tuple(counts, counts, counts), { nil: undefined })
  .map((three) => three?.sort((a, b) => a - b) ?? [-MAX, 0, MAX]);

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return 'refused';
  }
}

/** Throws if a counter alone does not do what a plain number would. */
function checkSequential(build: typeof atomicCounterLaws.build, seed: number): void {
  const law = fc.property(ranges, fc.array(calls), ([min, initial, max], made: Call[]) => {
    const counter = build({ initial: initial!, min: min!, max: max! });
    const plain = new PlainCounter(initial!, min!, max!);
    for (const [name, count] of made) {
      const answer = attempt(() => CALLS[name]![0](counter, count));
      expect(answer).toBe(attempt(() => CALLS[name]![1](plain, BigInt(count))));
      expect(counter.value).toBe(plain.value);
    }
  });
  fc.assert(law, { seed, numRuns: 2_000 });
}

const source = new MutatedSource();
afterAll(() => source.remove());

describe(`${atomicCounterLaws.name} alone (seed ${seed})`, () => {
  it('answers what a plain number would, and refuses what would leave its range', () => {
    checkSequential(atomicCounterLaws.build, seed);
  });

  const mutants = atomicCounterMutants.filter(({ caughtBy }) => caughtBy === 'laws');
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'is caught with the bug: %s',
    async (_bug, mutant) => {
      const planted = await source.load(mutant, 'atomic-counter/atomic-counter.laws');
      const { build } = planted.atomicCounterLaws as typeof atomicCounterLaws;
      // A fixed seed: whether a planted bug is found must not depend on luck.
      expect(() => checkSequential(build, 1)).toThrow(/Property failed/);
    },
  );
});
