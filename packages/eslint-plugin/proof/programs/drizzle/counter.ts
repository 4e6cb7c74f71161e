// repairs: atomic-update, row-lock, lock
import { eq } from 'drizzle-orm';
import { accounts, db } from './store.js';

export async function visit(id: number): Promise<void> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
  if (!account) throw new Error(`no account ${id}`);
  await db
    .update(accounts)
    .set({ n: account.n + 1 })
    .where(eq(accounts.id, id));
}
