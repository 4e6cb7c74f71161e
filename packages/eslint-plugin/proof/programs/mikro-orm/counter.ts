// repairs: row-lock, lock
import { Account, orm } from './store.js';

export async function visit(id: number): Promise<void> {
  const em = orm.em.fork();
  const account = await em.findOneOrFail(Account, id);
  account.n += 1;
  await em.flush();
}
