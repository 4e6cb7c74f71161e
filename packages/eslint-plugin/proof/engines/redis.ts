import { Redis } from 'ioredis';
import type { Engine } from './engine.js';

/** The Redis at an address; its first database is emptied again and again. */
export async function openRedis(url: string): Promise<Engine> {
  const client = new Redis(url);
  const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? '';
  return {
    name: 'Redis',
    version,
    env: { REDIS_URL: url },
    async reset(n) {
      await client.flushdb();
      await client.set('n:1', n);
    },
    async state() {
      const n = Number(await client.get('n:1'));
      const tags = JSON.parse((await client.get('tags:1')) ?? '[]') as string[];
      const settings = JSON.parse((await client.get('settings:1')) ?? '{}') as object;
      const labels = await client.exists('label:red');
      return { n, other: 0, tags, settings: { ...settings }, labels, positions: [] };
    },
    async stop() {
      await client.quit();
    },
  };
}
