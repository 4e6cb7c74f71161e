import type { Knex } from 'knex';
import type * as Store from '../programs/knex/store.js';
import { ask } from '../questions.js';

type Level = Knex.IsolationLevels;

const LEVELS: Level[] = ['read committed', 'repeatable read', 'serializable'];
const red = { name: 'red', color: '#f00' };

export default ask<typeof Store>(({ db }) => {
  const account = () => db('account').where({ id: 1 });
  return {
    updates: { update: (columns) => account().update(columns) },
    atomic: {
      increment: () => account().increment('n', 1),
      decrement: () => account().decrement('n', 1),
    },
    creates: {
      insert: () => db('label').insert(red),
      'insert (on conflict, merge)': () => db('label').insert(red).onConflict('name').merge(),
      'insert (on conflict, ignore)': () => db('label').insert(red).onConflict('name').ignore(),
    },
    lock: {
      outside: () => account().forUpdate().first(),
      inside: (meanwhile) =>
        db.transaction(async (trx) => {
          await trx('account').where({ id: 1 }).forUpdate().first();
          await meanwhile();
        }),
    },
    isolation: {
      levels: LEVELS,
      run: (level, work) =>
        db.transaction(
          (trx) =>
            work({
              read: async () => (await trx('account').where({ id: 1 }).first())?.n ?? NaN,
              write: async (n) => trx('account').where({ id: 1 }).update({ n }),
            }),
          { isolationLevel: level as Level },
        ),
    },
    gives: {
      first: () => account().first(),
      where: () => account(),
      select: () => account().select('n'),
      'update (returning)': () => account().update({ n: 7 }).returning('*'),
      count: () => account().count(),
      max: () => account().max('other'),
      raw: () => db.raw('SELECT * FROM account'),
    },
    also: {
      'a lock on a query that is given the transaction': (engine) =>
        db.transaction(async (trx) => {
          await account().forUpdate().first().transacting(trx);
          return (await engine.isLocked?.()) ? 'held' : 'none';
        }),
    },
  };
});
