import { expect, it } from 'vitest';
import { callTogether } from '../src/rate-limiter/call-together.js';
import { AtomicLimiter } from '../src/rate-limiter/limiters.js';
import { losesSome } from './loses-some.js';

const burst = 200_000;
const load = { rate: { perSecond: 100, burst }, workers: 3, calls: 300_000, at: 1e15 };

it('lets as many calls through as are allowed, whichever workers make them', async () => {
  expect(await callTogether({ ...load, way: 'atomic' })).toBe(burst);
});

it('lets too many through when it reads and writes', async () => {
  const run = async () => (await callTogether({ ...load, way: 'plain' })) > burst;
  expect(await losesSome(run)).toBe(true);
});

it('allows a burst, and then as many as the rate says', () => {
  const limiter = new AtomicLimiter({ perSecond: 10, burst: 3 });
  const allowed = (at: number, calls: number) =>
    Array.from({ length: calls }, () => limiter.allows(at)).filter(Boolean).length;
  expect(allowed(1e15, 5)).toBe(3);
  expect(allowed(1e15 + 99_999, 5)).toBe(0);
  expect(allowed(1e15 + 200_000, 5)).toBe(2);
  expect(allowed(1e15 + 10_000_000, 5)).toBe(3);
});
