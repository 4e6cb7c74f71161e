// repairs: condition, row-lock, lock
import { Account, orm } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const em = orm.em.fork();
  const account = await em.findOneOrFail(Account, { id });
  if (account.n !== 0) return false;
  await em.nativeUpdate(Account, { id }, { n: 1 });
  return true;
}
