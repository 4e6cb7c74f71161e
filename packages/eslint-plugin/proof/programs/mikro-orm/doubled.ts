// repairs: row-lock, lock
import { Account, orm } from './store.js';

export async function nextOdd(id: number): Promise<void> {
  const em = orm.em.fork();
  const account = await em.findOneOrFail(Account, { id });
  account.n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await em.flush();
}
