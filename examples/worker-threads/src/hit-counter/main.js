import { countVisits } from './count-visits.js';

/** Visits a shop's pages many times at once, counted in the plain way and in the atomic one. */
const visits = 400;

for (const way of /** @type {const} */ (['plain', 'atomic'])) {
  const { shown, counted } = await countVisits({ way, visits, workers: 4 });
  console.log(`${way}: ${shown} products shown, ${counted} counted, ${shown - counted} lost`);
}
