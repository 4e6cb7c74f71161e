import { countVisits } from './count-visits.js';

/** Visits a shop's pages many times at once, counted in the plain way and in the atomic one. */
const visits = 400;
const workers = 4;
const ways = /** @type {const} */ ({ plain: 'in a plain cell', atomic: 'in an AtomicCounter' });

console.log(`${visits} visits of a shop; its ${workers} workers count the products they show.`);
for (const [way, where] of /** @type {['plain' | 'atomic', string][]} */ (Object.entries(ways))) {
  const { shown, counted } = await countVisits({ way, visits, workers });
  const [all, found, lost] = [shown, counted, shown - counted].map((n) => n.toLocaleString('en'));
  console.log(`${where.padEnd(20)} ${all} shown, ${found} counted: ${lost} lost`);
}
