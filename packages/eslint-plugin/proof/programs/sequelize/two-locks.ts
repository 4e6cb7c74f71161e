// repairs: one-lock
import { Mutex } from '@interlocked/runtime';
import { Account } from './store.js';

const visiting = new Mutex();
const counting = new Mutex();

export async function visit(id: number): Promise<void> {
  await visiting.runExclusive(async () => {
    const account = await Account.findByPk(id, { rejectOnEmpty: true });
    account.n = account.n * 1 + 1;
    await account.save();
  });
}

export async function count(id: number): Promise<void> {
  await counting.runExclusive(async () => {
    const account = await Account.findByPk(id, { rejectOnEmpty: true });
    account.n = 1 + account.n * 1;
    await account.save();
  });
}
