import { afterAll, describe, expect, it } from 'vitest';
import { sharedBarrierMutants } from '../../src/shared-barrier/shared-barrier.mutants.js';
import { exploreBarrier, barrierScenarios } from './shared-barrier.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedBarrier explored:', states));

describe('SharedBarrier is right in every interleaving', () => {
  it.each(barrierScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreBarrier(scenario);
      expect(states[name]).toBeGreaterThan(10);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedBarrier', () => {
  const explored = sharedBarrierMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => barrierScenarios.forEach((scenario) => exploreBarrier(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
