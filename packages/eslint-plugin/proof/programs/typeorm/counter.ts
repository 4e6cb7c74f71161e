// repairs: atomic-update, row-lock, lock
import { accountRepository } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await accountRepository.findOneByOrFail({ id });
  account.n += 1;
  await accountRepository.save(account);
}
