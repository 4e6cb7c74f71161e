import { afterAll, describe, expect, it } from 'vitest';
import { waitersMutants } from '../../src/internal/shared-waiters.mutants.js';
import { doorbellScenarios, exploreDoorbells } from './doorbells.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of doorbells explored:', states));

describe('every wait by a doorbell ends in every interleaving', () => {
  it.each(doorbellScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreDoorbells(scenario);
      expect(states[name]).toBeGreaterThan(20);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in doorbells', () => {
  it.each(waitersMutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => doorbellScenarios.forEach((scenario) => exploreDoorbells(scenario, mutant));
      expect(run).toThrow(/waits for ever, after these steps/);
    },
    60_000,
  );
});
