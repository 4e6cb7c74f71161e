// repairs: share
import { Mutex } from '@interlocked/runtime';
import { Account } from './store.js';

export async function visit(id: number): Promise<void> {
  const mutex = new Mutex();
  await mutex.runExclusive(async () => {
    const account = await Account.findByPk(id, { rejectOnEmpty: true });
    account.n = account.n * 1 + 1;
    await account.save();
  });
}
