import { expect, it } from 'vitest';
import { countVisits } from '../src/hit-counter/count-visits.js';
import { losesSome } from './loses-some.js';

const load = { visits: 100, workers: 3 };

it('counts every product that workers showed', async () => {
  const { shown, counted } = await countVisits({ ...load, way: 'atomic' });
  expect(counted).toBe(shown);
});

it('loses some in a plain cell', async () => {
  const run = async () => {
    const { shown, counted } = await countVisits({ ...load, way: 'plain' });
    return counted < shown;
  };
  expect(await losesSome(run)).toBe(true);
});
