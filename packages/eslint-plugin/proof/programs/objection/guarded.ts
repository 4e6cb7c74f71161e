// repairs: condition, row-lock, lock
import { NotFoundError } from 'objection';
import { Account } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await Account.query().findById(id);
  if (!account) throw new NotFoundError({ message: `no account ${id}` });
  if (account.n < 1) return false;
  await account.$query().patch({ n: account.n - 1 });
  return true;
}
