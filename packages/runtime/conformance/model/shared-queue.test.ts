import { afterAll, describe, expect, it } from 'vitest';
import { sharedQueueMutants } from '../../src/shared-queue/shared-queue.mutants.js';
import { exploreQueue, queueScenarios } from './shared-queue.js';

const states: Record<string, number> = {};
afterAll(() => console.log('states of SharedQueue explored:', states));

describe('SharedQueue is right in every interleaving', () => {
  it.each(queueScenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (name, scenario) => {
      states[name] = exploreQueue(scenario);
      expect(states[name]).toBeGreaterThan(100);
    },
    60_000,
  );
});

describe('the explorer finds the bug planted in SharedQueue', () => {
  const explored = sharedQueueMutants.filter(({ caughtBy }) => caughtBy === 'explorer');

  it.each(explored.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_bug, mutant) => {
      const run = () => queueScenarios.forEach((scenario) => exploreQueue(scenario, mutant));
      expect(run).toThrow(/after these steps/);
    },
    60_000,
  );
});
