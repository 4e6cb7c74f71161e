import { assertHolds, explore, type Program } from '@interlocked/runtime/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addFive, addFiveAtOnce, PointsRow } from './points.js';

/** Two tasks that add five points each to a row that is not wrapped. */
const twice = (add: (row: PointsRow) => Promise<void>): Program<PointsRow> => ({
  setup: () => new PointsRow(),
  tasks: { alice: add, bob: add },
  invariant: ({ points }) => points === 20,
});

describe.each([['real'], ['fake']])('with %s timers', (timers) => {
  beforeEach(() => void (timers === 'fake' && vi.useFakeTimers()));
  afterEach(() => void vi.useRealTimers());

  test('the lost update is found, and found again by its schedule', async () => {
    const { setTimeout } = globalThis;
    const { failure, schedules } = await explore(twice(addFive));
    expect(failure?.message).toBe('the invariant is false');
    expect(failure?.timeline).toMatch(/alice +bob.*\n[^]*await row\.read\(\) = 10/);
    expect(schedules).toBeLessThan(100);
    const again = await explore(twice(addFive), { replay: failure!.schedule });
    expect(again.failure?.timeline).toBe(failure!.timeline);
    expect(globalThis.setTimeout).toBe(setTimeout);
  });

  test('the repaired one has none', async () => {
    expect((await assertHolds(twice(addFiveAtOnce))).isExhaustive).toBe(true);
  });
});
