import { expect, it } from 'vitest';
import { playByService, playPlainly } from '../src/scoring-service/play-together.js';
import { ScoringService } from '../src/scoring-service/scores.js';
import { losesSome } from './loses-some.js';

it('loses no points when one thread writes for all', async () => {
  expect(await playByService({ workers: 3, games: 20_000 })).toBe(60_000);
});

it('loses some when every thread writes', async () => {
  const load = { workers: 3, games: 500_000 };
  expect(await losesSome(async () => (await playPlainly(load)) < 1_500_000)).toBe(true);
});

it('answers a question with all that was added before it', async () => {
  const service = new ScoringService();
  await Promise.all([service.add('ada', 3), service.add('alan', 1), service.add('ada', 4)]);
  const answers = await Promise.all([service.scoreOf('ada'), service.scoreOf('alan')]);
  expect([answers, await service.scoreOf('nobody')]).toEqual([[7, 1], 0]);
  await service.close();
  await expect(service.add('ada', 1)).rejects.toMatchObject({ code: 'ERR_CLOSED' });
});
