// repairs: row-lock, lock
import { accountRepository } from './store.js';

export async function nextOdd(id: number): Promise<number> {
  const account = await accountRepository.findOneByOrFail({ id });
  account.n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await accountRepository.save(account);
  return account.n;
}
