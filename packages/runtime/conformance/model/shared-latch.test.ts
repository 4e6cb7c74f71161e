import { afterAll, describe, expect, it } from 'vitest';
import { sharedLatchMutants } from '../../src/shared-latch/shared-latch.mutants.js';
import { exploreLatch, latchScenarios } from './shared-latch.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedLatch explored:', states));

describe('SharedLatch is right in every interleaving', () => {
  it.each(latchScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreLatch(scenario);
      expect(states[name]).toBeGreaterThan(10);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedLatch', () => {
  const explored = sharedLatchMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => latchScenarios.forEach((scenario) => exploreLatch(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
