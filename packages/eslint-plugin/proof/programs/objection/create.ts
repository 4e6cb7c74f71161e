// repairs: upsert, lock
import type { PartialModelObject } from 'objection';
import { Label } from './store.js';

export async function ensureRed(): Promise<void> {
  const name = 'red';
  const red: PartialModelObject<Label> = { name, color: '#f00' };
  const label = await Label.query().findOne({ name });
  if (!label) {
    await Label.query().insert(red);
  }
}
