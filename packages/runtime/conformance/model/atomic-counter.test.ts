import { afterAll, describe, expect, it } from 'vitest';
import { atomicCounterMutants } from '../../src/atomic-counter/atomic-counter.mutants.js';
import { counterScenarios, exploreCounter } from './atomic-counter.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of AtomicCounter explored:', states));

describe('AtomicCounter is right in every interleaving', () => {
  it.each(counterScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreCounter(scenario);
      expect(states[name]).toBeGreaterThan(20);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in AtomicCounter', () => {
  const explored = atomicCounterMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => counterScenarios.forEach((scenario) => exploreCounter(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
