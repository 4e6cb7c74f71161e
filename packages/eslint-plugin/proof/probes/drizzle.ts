import { eq, sql } from 'drizzle-orm';
import type * as Store from '../programs/drizzle/store.js';
import { ask } from '../questions.js';

type Transaction = NonNullable<Parameters<(typeof Store)['db']['transaction']>[1]>;
type Level = NonNullable<Transaction['isolationLevel']>;

const LEVELS: Level[] = ['read committed', 'repeatable read', 'serializable'];
const red = { name: 'red', color: '#f00' };

export default ask<typeof Store>(({ accounts, db, labels }) => {
  const here = eq(accounts.id, 1);
  const insert = () => db.insert(labels).values(red);
  return {
    updates: { update: (columns) => db.update(accounts).set(columns).where(here) },
    atomic: {
      sql: () =>
        db
          .update(accounts)
          .set({ n: sql`${accounts.n} + 1` })
          .where(here),
    },
    creates: {
      insert,
      onConflictDoNothing: () => insert().onConflictDoNothing(),
      onConflictDoUpdate: () => insert().onConflictDoUpdate({ target: labels.name, set: red }),
    },
    lock: {
      outside: () => db.select().from(accounts).where(here).for('update'),
      inside: (meanwhile) =>
        db.transaction(async (tx) => {
          await tx.select().from(accounts).where(here).for('update');
          await meanwhile();
        }),
    },
    isolation: {
      levels: LEVELS,
      run: (level, work) =>
        db.transaction(
          (tx) =>
            work({
              read: async () => (await tx.select().from(accounts).where(here))[0]?.n ?? NaN,
              write: (n) => tx.update(accounts).set({ n }).where(here),
            }),
          { isolationLevel: level as Level },
        ),
    },
    gives: {
      select: () => db.select().from(accounts),
      selectDistinct: () => db.selectDistinct().from(accounts),
      $count: () => db.$count(accounts),
      'update (returning)': () => db.update(accounts).set({ n: 7 }).where(here).returning(),
      execute: () => db.execute(sql`SELECT * FROM account`),
    },
  };
});
