// repairs: condition, lock
import { Account } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await Account.findOneByOrFail({ id });
  if (account.n > 0) {
    account.n--;
    await account.save();
  } else {
    return false;
  }
  return true;
}
