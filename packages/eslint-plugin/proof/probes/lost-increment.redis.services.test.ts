import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

const CLIENTS = 50;
const KEY = 'points';
const url = process.env['INTERLOCKED_REDIS_URL'] ?? '';

let clients: Redis[];

beforeAll(async () => {
  clients = Array.from({ length: CLIENTS }, () => new Redis(url, { lazyConnect: true }));
  await Promise.all(clients.map((client) => client.connect()));
});

beforeEach(async () => {
  await anyClient().set(KEY, 0);
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.quit()));
});

it('loses all but one of 50 updates that GET, add and SET at the same time', async () => {
  const seen = await Promise.all(clients.map(async (client) => Number(await client.get(KEY))));
  // Every client has read before any of them writes: the schedule that a load only makes likely.
  // eslint-disable-next-line @interlocked/no-lost-update -- the race that must show
  const answers = await Promise.all(clients.map((client, n) => client.set(KEY, seen[n]! + 1)));

  expect(new Set(answers)).toEqual(new Set(['OK']));
  expect(await anyClient().get(KEY)).toBe('1');
});

it('loses none of 50 updates that INCR at the same time', async () => {
  const answers = await Promise.all(clients.map((client) => client.incr(KEY)));

  expect(answers.toSorted((a, b) => a - b)).toEqual(clients.map((_, n) => n + 1));
  expect(await anyClient().get(KEY)).toBe(`${CLIENTS}`);
});

function anyClient(): Redis {
  return clients[0]!;
}
