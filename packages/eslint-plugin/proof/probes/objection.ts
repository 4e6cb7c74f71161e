import { Model, raw } from 'objection';
import type * as Store from '../programs/objection/store.js';
import { ask, copy } from '../questions.js';

const red = { name: 'red', color: '#f00' };

class Label extends Model {
  static override readonly tableName = 'label';
  static override readonly idColumn = 'name';
  declare name: string;
  declare color: string;
}

export default ask<typeof Store>(({ Account }) => {
  const load = () => Account.query().findById(1).throwIfNotFound();
  return {
    saves: {
      upsertGraph: copy(load, (row) => Account.query().upsertGraph(row)),
    },
    updates: {
      patch: (columns) => Account.query().findById(1).patch(columns),
      update: (columns) => Account.query().findById(1).update(columns),
      patchAndFetchById: (columns) => Account.query().patchAndFetchById(1, columns),
      updateAndFetchById: (columns) => Account.query().updateAndFetchById(1, columns),
      patchAndFetch: async (columns) => (await load()).$query().patchAndFetch(columns),
      updateAndFetch: async (columns) => (await load()).$query().updateAndFetch(columns),
    },
    atomic: {
      increment: () => Account.query().findById(1).increment('n', 1),
      decrement: () => Account.query().findById(1).decrement('n', 1),
      raw: () =>
        Account.query()
          .findById(1)
          .patch({ n: raw('n + 1') }),
    },
    creates: {
      insert: () => Label.query().insert(red),
      onConflict: () => Label.query().insert(red).onConflict('name').merge(),
    },
    lock: {
      outside: () => load().forUpdate(),
      inside: (meanwhile) =>
        Account.transaction(async (trx) => {
          await Account.query(trx).findById(1).forUpdate();
          await meanwhile();
        }),
    },
    isolation: {
      levels: ['read committed'],
      run: (_level, work) =>
        Account.transaction((trx) =>
          work({
            read: async () => (await Account.query(trx).findById(1).throwIfNotFound()).n,
            write: async (n) => Account.query(trx).findById(1).patch({ n }),
          }),
        ),
    },
    gives: {
      findById: load,
      findOne: () => Account.query().findOne({ id: 1 }),
      first: () => Account.query().first(),
      query: () => Account.query(),
      resultSize: () => Account.query().resultSize(),
      patchAndFetchById: () => Account.query().patchAndFetchById(1, { n: 7 }),
    },
  };
});
