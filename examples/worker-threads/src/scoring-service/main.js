import { playByService, playPlainly } from './play-together.js';

/** Three threads win games for one player at once; the score must be as many points. */
const many = await playPlainly({ workers: 3, games: 1_000_000 });
console.log(`written by all threads: ${many} of 3000000 points`);

const all = await playByService({ workers: 3, games: 50_000 });
console.log(`written by one thread:  ${all} of 150000 points`);
