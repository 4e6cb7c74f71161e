import { createClientPool } from 'redis';
import type { Engine } from '../engines/engine.js';
import type * as Store from '../programs/redis/store.js';
import { ask } from '../questions.js';

const KEY = 'n:1';

export default ask<typeof Store>(({ redis }) => ({
  updates: { set: ({ n }) => redis.set(KEY, n) },
  atomic: {
    incr: () => redis.incr(KEY),
    incrBy: () => redis.incrBy(KEY, 1),
    decr: () => redis.decr(KEY),
    decrBy: () => redis.decrBy(KEY, 1),
    'eval (of INCR)': () => redis.eval(`return redis.call('INCR', '${KEY}')`),
    'set (of what was read)': {
      after: async () => {
        const n = Number(await redis.get(KEY));
        return () => redis.set(KEY, n + 1);
      },
    },
  },
  creates: {
    setNX: () => redis.setNX('label:red', '#f00'),
    'set (with NX)': () => redis.set('label:red', '#f00', { condition: 'NX' }),
  },
  gives: {
    get: () => redis.get(KEY),
    exists: () => redis.exists(KEY),
    hGet: () => redis.hGet('hash', 'n'),
    hExists: () => redis.hExists('hash', 'n'),
    hGetAll: () => redis.hGetAll('hash'),
    lRange: () => redis.lRange('list', 0, -1),
    sIsMember: () => redis.sIsMember('set', 'a'),
  },
  also: {
    'ten updates under WATCH on one shared client': (engine) => {
      return watched(engine, (work) => work(redis));
    },
    'ten updates under WATCH on clients of a pool': async (engine) => {
      const pool = createClientPool({ url: process.env['REDIS_URL'] ?? '' }, { maximum: 10 });
      await pool.connect();
      const n = await watched(engine, (work) => pool.execute((client) => work(client)));
      await pool.close();
      return n;
    },
  },
}));

interface Client {
  watch(key: string): Promise<unknown>;
  get(key: string): Promise<string | null>;
  multi(): { set(key: string, value: number): { exec(): Promise<unknown> } };
}

type Work = (client: Client) => Promise<void>;

/** Ten read the same, and only then write. */
async function watched(engine: Engine, on: (work: Work) => Promise<void>): Promise<string> {
  let reading = 10;
  let open: () => void;
  const allHaveRead = new Promise<void>((resolve) => (open = resolve));
  const work: Work = async (client) => {
    await client.watch(KEY);
    const n = Number(await client.get(KEY));
    reading -= 1;
    if (reading === 0) open();
    await allHaveRead;
    await client
      .multi()
      .set(KEY, n + 1)
      .exec();
  };
  const endings = await Promise.allSettled(Array.from({ length: 10 }, () => on(work)));
  const done = endings.filter(({ status }) => status === 'fulfilled').length;
  const { n } = await engine.state();
  return n === done
    ? 'whoever is told that it wrote, wrote'
    : `${n} of ${done} that were told they wrote, wrote`;
}
