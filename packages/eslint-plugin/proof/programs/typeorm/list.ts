// repairs: row-lock, lock
import { accountRepository } from './store.js';

export async function tag(id: number, caller: number): Promise<void> {
  const account = await accountRepository.findOneByOrFail({ id });
  account.tags.push(`tag ${caller}`);
  await accountRepository.save(account);
}
