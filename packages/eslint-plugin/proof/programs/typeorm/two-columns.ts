// repairs: partial-save
import type { Repository } from 'typeorm';
import { accountRepository, source, type Account } from './store.js';

const accounts: Repository<Account> = accountRepository;

/** Other work that takes its time. */
async function wait(seconds: number): Promise<void> {
  await source.query('SELECT pg_sleep($1)', [seconds]);
}

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
