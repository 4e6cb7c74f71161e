// repairs: partial-save
import type { Repository } from 'typeorm';
import { accountRepository, wait, type Account } from './store.js';

const accounts: Repository<Account> = accountRepository;

export async function mark(id: number, caller: number): Promise<void> {
  const account = await accounts.findOneByOrFail({ id });
  await wait(0.4);
  account.settings = { caller };
  await accounts.save(account);
}

export async function count(id: number): Promise<void> {
  await wait(0.2);
  await accounts.increment({ id }, 'other', 1);
}
