import { sql, type IsolationLevel } from 'kysely';
import type * as Store from '../programs/kysely/store.js';
import { ask } from '../questions.js';

const LEVELS: IsolationLevel[] = ['read committed', 'repeatable read', 'serializable'];
const red = { name: 'red', color: '#f00' };

export default ask<typeof Store>(({ db }) => {
  const select = (from: Pick<typeof db, 'selectFrom'> = db) =>
    from.selectFrom('account').selectAll().where('id', '=', 1);
  const update = (from: Pick<typeof db, 'updateTable'> = db) =>
    from.updateTable('account').where('id', '=', 1);
  const insert = () => db.insertInto('label').values(red);
  return {
    updates: { updateTable: (columns) => update().set(columns).execute() },
    atomic: {
      'updateTable (by an expression)': () =>
        update()
          .set((eb) => ({ n: eb('n', '+', 1) }))
          .execute(),
      sql: () =>
        update()
          .set({ n: sql`n + 1` })
          .execute(),
    },
    creates: {
      insertInto: () => insert().execute(),
      'onConflict (do nothing)': () =>
        insert()
          .onConflict((oc) => oc.doNothing())
          .execute(),
      'onConflict (do update)': () =>
        insert()
          .onConflict((oc) => oc.column('name').doUpdateSet({ color: '#f00' }))
          .execute(),
    },
    lock: {
      outside: () => select().forUpdate().execute(),
      inside: (meanwhile) =>
        db.transaction().execute(async (trx) => {
          await select(trx).forUpdate().execute();
          await meanwhile();
        }),
    },
    isolation: {
      levels: LEVELS,
      run: (level, work) =>
        db
          .transaction()
          .setIsolationLevel(level as IsolationLevel)
          .execute((trx) =>
            work({
              read: async () => (await select(trx).executeTakeFirstOrThrow()).n,
              write: (n) => update(trx).set({ n }).execute(),
            }),
          ),
    },
    gives: {
      executeTakeFirst: () => select().executeTakeFirst(),
      executeTakeFirstOrThrow: () => select().executeTakeFirstOrThrow(),
      selectFrom: () => select().execute(),
      'updateTable (returning)': () => update().set({ n: 7 }).returningAll().execute(),
    },
  };
});
