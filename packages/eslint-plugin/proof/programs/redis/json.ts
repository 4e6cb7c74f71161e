// repairs: lock
import { redis } from './store.js';

export async function set(id: number, caller: number): Promise<void> {
  const settings = JSON.parse((await redis.get(`settings:${id}`)) ?? '{}') as object;
  const changed = { ...settings, [`key${caller}`]: caller };
  await redis.set(`settings:${id}`, JSON.stringify(changed));
}
