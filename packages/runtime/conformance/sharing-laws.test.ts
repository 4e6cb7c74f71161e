import { describe, it } from 'vitest';
import { onceLaws } from '../src/once/once.laws.js';
import { singleFlightLaws } from '../src/single-flight/single-flight.laws.js';
import { sharing } from './laws/sharing.js';
import { seed } from './seed.js';

describe(`calls are shared (seed ${seed})`, () => {
  it.each([singleFlightLaws, onceLaws])('by $name', (subject) =>
    sharing(subject, { seed, runs: 300 }),
  );
});
