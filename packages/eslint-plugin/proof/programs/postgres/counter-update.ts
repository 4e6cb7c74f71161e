// repairs: atomic-update, row-lock, lock
import type postgres from 'postgres';
import { sql as opened } from './store.js';

const sql: postgres.Sql = opened;

export async function visit(id: number): Promise<void> {
  const [account] = await sql.unsafe('SELECT n FROM account WHERE id = $1', [id]);
  await sql.unsafe('UPDATE account SET n = $1 WHERE id = $2', [account!['n'] + 1, id]);
}
