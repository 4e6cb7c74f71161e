import { expect, it } from 'vitest';
import { Event } from './event.js';

it('lets waits through while it is set, and only then', async () => {
  const event = new Event();
  const wait = event.wait();
  expect([event.isSet, event.waiting]).toEqual([false, 1]);
  event.set();
  await wait;
  await event.wait({ timeoutMs: 0 });
  event.reset();
  await expect(event.wait({ timeoutMs: 0 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
  expect(() => event.wait({ timeoutMs: -1 })).toThrow(/timeoutMs is -1/);
});
