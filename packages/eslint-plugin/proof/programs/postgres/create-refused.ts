// repairs: upsert, lock
import type postgres from 'postgres';
import { sql as opened } from './store.js';

const sql: postgres.Sql = opened;

export async function createRed(): Promise<boolean> {
  const name = 'red';
  const found = await sql`SELECT name FROM label WHERE name = ${name}`;
  if (found.length > 0) return false;
  await sql`INSERT INTO label (name, color) VALUES (${name}, '#f00')`;
  return true;
}
