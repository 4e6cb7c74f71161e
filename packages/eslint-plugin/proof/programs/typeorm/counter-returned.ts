// repairs: row-lock, lock
// not proven: atomic-update, for the row is read again, and somebody may have added to it by then
import { accountRepository } from './store.js';

export async function draw(id: number): Promise<number> {
  const account = await accountRepository.findOneByOrFail({ id });
  account.n += 1;
  await accountRepository.save(account);
  return account.n;
}
