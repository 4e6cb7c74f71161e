// repairs: condition, row-lock, lock
import { db } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (account.n !== 0) return false;
  await db.updateTable('account').set({ n: 1 }).where('id', '=', id).execute();
  return true;
}
