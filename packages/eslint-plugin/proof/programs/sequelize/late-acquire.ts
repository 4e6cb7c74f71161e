// repairs: earlier
import { Mutex } from 'async-mutex';
import { Account } from './store.js';

const mutex = new Mutex();

export async function visit(id: number): Promise<number> {
  const account = await Account.findByPk(id, { rejectOnEmpty: true });
  const release = await mutex.acquire();
  try {
    account.n = account.n * 1 + 1;
    await account.save();
    return account.n;
  } finally {
    release();
  }
}
