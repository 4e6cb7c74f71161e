// repairs: one-lock
import { KeyedMutex } from '@interlocked/runtime';
import { Account } from './store.js';

const locks = new KeyedMutex<string>();

export async function visit(id: number): Promise<void> {
  await locks.runExclusive(`visit:${id}`, async () => {
    const account = await Account.findByPk(id, { rejectOnEmpty: true });
    account.n = account.n * 1 + 1;
    await account.save();
  });
}

export async function count(id: number): Promise<void> {
  await locks.runExclusive(`count:${id}`, async () => {
    const account = await Account.findByPk(id, { rejectOnEmpty: true });
    account.n = 1 + account.n * 1;
    await account.save();
  });
}
