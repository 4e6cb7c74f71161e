// repairs: atomic-update, row-lock, lock
import { accountRepository } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await accountRepository.findOneByOrFail({ id });
  await accountRepository.update(account.id, { n: account.n + 1 });
}
