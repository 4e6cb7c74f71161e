// repairs: row-lock, lock
import { Account } from './store.js';

export async function nextOdd(id: number): Promise<void> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  account.n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await account.save();
}
