import { afterAll, describe, expect, it } from 'vitest';
import { sharedConditionMutants } from '../../src/shared-condition/shared-condition.mutants.js';
import { exploreCondition, conditionScenarios } from './shared-condition.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedCondition explored:', states));

describe('SharedCondition is right in every interleaving', () => {
  it.each(conditionScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreCondition(scenario);
      expect(states[name]).toBeGreaterThan(100);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedCondition', () => {
  const explored = sharedConditionMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () =>
        conditionScenarios.forEach((scenario) => exploreCondition(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
