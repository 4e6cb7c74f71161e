// repairs: condition, lock
import type { D1Database } from '@cloudflare/workers-types';
import { db as DB, openAccount, stored } from './store.js';

const env: { DB: D1Database } = { DB };

await openAccount(20);
export const state = stored;

export async function take(id: number): Promise<boolean> {
  const account = await env.DB.prepare('SELECT n FROM account WHERE id = ?')
    .bind(id)
    .first<{ n: number }>();
  if (!account || account.n < 1) return false;
  await env.DB.prepare('UPDATE account SET n = ? WHERE id = ?')
    .bind(account.n - 1, id)
    .run();
  return true;
}
