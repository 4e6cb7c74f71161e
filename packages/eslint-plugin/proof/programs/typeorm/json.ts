// repairs: row-lock, lock
import { accountRepository } from './store.js';

export async function set(id: number, caller: number): Promise<void> {
  const account = await accountRepository.findOneByOrFail({ id });
  account.settings = { ...account.settings, [`key${caller}`]: caller };
  await accountRepository.save(account);
}
