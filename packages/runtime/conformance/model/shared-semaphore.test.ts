import { afterAll, describe, expect, it } from 'vitest';
import { sharedSemaphoreMutants } from '../../src/shared-semaphore/shared-semaphore.mutants.js';
import { exploreSemaphore, semaphoreScenarios } from './shared-semaphore.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedSemaphore explored:', states));

describe('SharedSemaphore is right in every interleaving', () => {
  it.each(semaphoreScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreSemaphore(scenario);
      expect(states[name]).toBeGreaterThan(100);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedSemaphore', () => {
  const explored = sharedSemaphoreMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () =>
        semaphoreScenarios.forEach((scenario) => exploreSemaphore(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
