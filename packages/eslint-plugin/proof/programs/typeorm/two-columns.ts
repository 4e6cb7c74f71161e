// repairs: partial-save
import type { Repository } from 'typeorm';
import { accountRepository, type Account } from './store.js';

const accounts: Repository<Account> = accountRepository;
const greet = async (_name: string): Promise<void> => {};

export async function mark(id: number, caller: number): Promise<void> {
  const account = await accounts.findOneByOrFail({ id });
  await greet(`caller ${caller}`);
  account.settings = { caller };
  await accounts.save(account);
}

export async function count(id: number): Promise<void> {
  await accounts.increment({ id }, 'other', 1);
}
