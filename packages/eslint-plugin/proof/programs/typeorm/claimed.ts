// repairs: condition, row-lock, lock
import { accountRepository } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const account = await accountRepository.findOneByOrFail({ id });
  if (account.n !== 0) return false;
  await accountRepository.update({ id }, { n: 1 });
  return true;
}
