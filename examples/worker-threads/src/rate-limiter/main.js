import { callTogether } from './call-together.js';
import { now } from './limiters.js';

/** Lets workers share a limit of a million calls at once, at a time that stands still. */
const rate = { perSecond: 1_000, burst: 1_000_000 };

for (const way of /** @type {const} */ (['plain', 'atomic'])) {
  const allowed = await callTogether({ way, rate, workers: 3, calls: 1_000_000, at: now() });
  console.log(`${way}: 3000000 calls, ${rate.burst} are allowed, ${allowed} went through`);
}
