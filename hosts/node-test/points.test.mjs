import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { assertHolds, explore } from '@interlocked/runtime/testing';
import commonJs from './points.cjs';
import { addFive, addFiveAtOnce, PointsRow } from './points.mjs';

const esModule = { addFive, addFiveAtOnce, PointsRow };

for (const timers of ['real', 'fake']) {
  for (const [kind, points] of Object.entries({ esModule, commonJs })) {
    describe(`with ${timers} timers, of ${kind}`, () => {
      /** Two tasks that add five points each to a row that is not wrapped. */
      const twice = (add) => ({
        setup: () => new points.PointsRow(),
        tasks: { alice: add, bob: add },
        invariant: (row) => row.points === 20,
      });

      test('the lost update is found, and found again by its schedule', async () => {
        if (timers === 'fake') mock.timers.enable();
        const { setTimeout } = globalThis;
        const { failure, schedules } = await explore(twice(points.addFive));
        assert.equal(failure?.message, 'the invariant is false');
        assert.match(failure.timeline, /alice +bob.*\n[^]*await row\.read\(\) = 10/);
        assert.ok(schedules < 100);
        const again = await explore(twice(points.addFive), { replay: failure.schedule });
        assert.equal(again.failure.timeline, failure.timeline);
        assert.equal(globalThis.setTimeout, setTimeout);
        mock.timers.reset();
      });

      test('the repaired one has none', async () => {
        if (timers === 'fake') mock.timers.enable();
        assert.equal((await assertHolds(twice(points.addFiveAtOnce))).isExhaustive, true);
        mock.timers.reset();
      });
    });
  }
}
