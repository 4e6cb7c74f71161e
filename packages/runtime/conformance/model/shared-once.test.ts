import { afterAll, describe, expect, it } from 'vitest';
import { sharedOnceMutants } from '../../src/shared-once/shared-once.mutants.js';
import { exploreOnce, onceScenarios } from './shared-once.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedOnce explored:', states));

describe('SharedOnce is right in every interleaving', () => {
  it.each(onceScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreOnce(scenario);
      expect(states[name]).toBeGreaterThan(10);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedOnce', () => {
  const explored = sharedOnceMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => onceScenarios.forEach((scenario) => exploreOnce(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
