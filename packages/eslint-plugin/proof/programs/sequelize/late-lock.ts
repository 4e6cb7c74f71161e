// repairs: earlier
import { Mutex } from '@interlocked/runtime';
import { Account } from './store.js';

const mutex = new Mutex();

export async function visit(id: number): Promise<void> {
  const account = await Account.findByPk(id, { rejectOnEmpty: true });
  await mutex.runExclusive(async () => {
    account.n = account.n * 1 + 1;
    await account.save();
  });
}
