import { afterAll, describe, expect, it } from 'vitest';
import { sharedRWLockMutants } from '../../src/shared-rw-lock/shared-rw-lock.mutants.js';
import { exploreRwLock, rwScenarios } from './shared-rw-lock.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedRWLock explored:', states));

describe('SharedRWLock is right in every interleaving', () => {
  it.each(rwScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreRwLock(scenario);
      expect(states[name]).toBeGreaterThan(100);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedRWLock', () => {
  const explored = sharedRWLockMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => rwScenarios.forEach((scenario) => exploreRwLock(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
