// repairs: condition
import type Database from 'libsql';
import { db as opened, work } from './store.js';

const db: Database.Database = opened;

export async function take(id: number): Promise<boolean> {
  const account = db.prepare('SELECT n FROM account WHERE id = ?').get(id) as { n: number };
  await work();
  if (account.n < 1) return false;
  db.prepare('UPDATE account SET n = ? WHERE id = ?').run(account.n - 1, id);
  return true;
}
