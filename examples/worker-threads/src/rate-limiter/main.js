import { callTogether } from './call-together.js';
import { now } from './limiters.js';

/** Lets workers share a limit of a million calls at once, at a time that stands still. */
const rate = { perSecond: 1_000, burst: 1_000_000 };
const workers = 3;
const calls = 1_000_000;
const ways = /** @type {const} */ ({ plain: 'read, then write', atomic: 'compareExchange' });
const show = (/** @type {number} */ count) => count.toLocaleString('en');

console.log(`${workers} workers make ${show(calls)} calls each; ${show(rate.burst)} are allowed.`);
for (const [way, how] of /** @type {['plain' | 'atomic', string][]} */ (Object.entries(ways))) {
  const through = await callTogether({ way, rate, workers, calls, at: now() });
  console.log(
    `${how.padEnd(16)} ${show(through)} went through: ${show(through - rate.burst)} too many`,
  );
}
