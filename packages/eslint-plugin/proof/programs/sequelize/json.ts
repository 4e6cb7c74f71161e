// repairs: row-lock, lock
import { Account } from './store.js';

export async function set(id: number, caller: number): Promise<void> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  account.settings = { ...account.settings, [`key${caller}`]: caller };
  await account.save();
}
