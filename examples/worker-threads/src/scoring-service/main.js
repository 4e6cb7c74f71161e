import { playByService, playPlainly } from './play-together.js';

/** Threads win games for one player at once; the score must be as many points. */
const workers = 3;
const show = (/** @type {number} */ count) => count.toLocaleString('en');

/** @param {string} how @param {number} games @param {number} points */
function report(how, games, points) {
  const all = workers * games;
  console.log(
    `${how.padEnd(22)} ${show(points)} of ${show(all)} points: ${show(all - points)} lost`,
  );
}

console.log(`${workers} threads win games for one player.`);
const plain = 1_000_000;
report('written by all threads', plain, await playPlainly({ workers, games: plain }));
const served = 50_000;
report('written by one thread', served, await playByService({ workers, games: served }));
