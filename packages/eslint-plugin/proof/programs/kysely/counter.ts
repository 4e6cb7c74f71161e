// repairs: atomic-update, row-lock, lock
import { db } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('account')
    .set({ n: account.n + 1 })
    .where('id', '=', id)
    .execute();
}
