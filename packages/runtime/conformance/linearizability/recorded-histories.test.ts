import { afterAll, describe, expect, it } from 'vitest';
import { MutatedSource } from '../mutation/mutated-source.js';
import { seed } from '../seed.js';
import { mulberry32 } from '../../src/testing/mulberry32.js';
import { showsBug } from '../threads/shows-bug.js';
import { findOrder, type ObservedCall, type Sequential } from './linearizable.js';
import { recordHistories } from './record-histories.js';
import { type RecordedKind, recordedKinds } from './recorded-kinds.js';

const ROUNDS = 500;

const source = new MutatedSource();
afterAll(() => source.remove());

/** The first history that no order of its calls explains, and how many had calls that overlap. */
async function findBroken(kind: RecordedKind, random: () => number, module?: string) {
  const histories = await recordHistories(kind, ROUNDS, random, module);
  const reference = kind.reference as Sequential<unknown>;
  const broken = histories.find((history) => findOrder(history, reference) === undefined);
  return { broken, concurrent: histories.filter(isConcurrent).length };
}

/** Whether two calls overlapped; only then a history says more than a plain run. */
function isConcurrent(history: readonly ObservedCall[]): boolean {
  return history.some((one) => history.some((two) => one.begin < two.begin && two.begin < one.end));
}

describe.each(recordedKinds.map((kind) => [kind.name, kind] as const))(
  `the recorded calls of workers on one %s (seed ${seed})`,
  (_name, kind) => {
    it('are explained by an order in which one call at a time is made', async () => {
      const { broken, concurrent } = await findBroken(kind, mulberry32(seed));
      expect(broken).toBeUndefined();
      expect(concurrent).toBeGreaterThan(0);
    });

    it(`show the planted bug: ${kind.planted.name}`, async () => {
      const module = source.urlOf(kind.planted, 'shared');
      const random = mulberry32(seed);
      const run = () =>
        findBroken(kind, random, module).then(
          ({ broken }) => broken !== undefined,
          // Or a worker released what was no longer its own.
          () => true,
        );
      expect(await showsBug(run)).toBe(true);
    });
  },
);
