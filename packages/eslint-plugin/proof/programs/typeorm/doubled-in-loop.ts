// repairs: lock
import { accountRepository } from './store.js';

export async function nextOdd(id: number): Promise<void> {
  for (const each of [id - 1, id]) {
    const account = await accountRepository.findOneBy({ id: each });
    if (!account) continue;
    account.n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
    await accountRepository.save(account);
  }
}
