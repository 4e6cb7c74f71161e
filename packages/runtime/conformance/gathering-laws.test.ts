import { describe, it } from 'vitest';
import { barrierLaws } from '../src/barrier/barrier.laws.js';
import { conditionLaws } from '../src/condition/condition.laws.js';
import { eventLaws } from '../src/event/event.laws.js';
import { latchLaws } from '../src/latch/latch.laws.js';
import { gathering } from './laws/gathering.js';
import { seed } from './seed.js';

describe(`tasks gather (seed ${seed})`, () => {
  it.each([eventLaws, latchLaws, barrierLaws, conditionLaws])('at $name', (subject) =>
    gathering(subject, { seed, runs: 300 }),
  );
});
