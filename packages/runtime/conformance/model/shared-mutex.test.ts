import { afterAll, describe, expect, it } from 'vitest';
import { sharedMutexMutants } from '../../src/shared-mutex/shared-mutex.mutants.js';
import { exploreMutex, mutexScenarios } from './shared-mutex.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedMutex explored:', states));

describe('SharedMutex is right in every interleaving', () => {
  it.each(mutexScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreMutex(scenario);
      expect(states[name]).toBeGreaterThan(100);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedMutex', () => {
  const explored = sharedMutexMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => mutexScenarios.forEach((scenario) => exploreMutex(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
