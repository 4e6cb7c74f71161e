// repairs: condition, row-lock, lock
import { accountRepository } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await accountRepository.findOneByOrFail({ id });
  if (account.n < 1) return false;
  account.n -= 1;
  await accountRepository.save(account);
  return true;
}
