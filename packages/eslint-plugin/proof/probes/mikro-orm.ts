import { EntitySchema, IsolationLevel, LockMode, MikroORM, raw } from '@mikro-orm/postgresql';
import type * as Store from '../programs/mikro-orm/store.js';
import { ask, type Copy } from '../questions.js';

const { READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE } = IsolationLevel;
const red = { name: 'red', color: '#f00' };

class Versioned {
  id!: number;
  n!: number;
  other!: number;
  version!: number;
}

const versioned = new EntitySchema<Versioned>({
  class: Versioned,
  tableName: 'account',
  properties: {
    id: { type: 'integer', primary: true },
    n: { type: 'integer' },
    other: { type: 'integer' },
    version: { type: 'integer', version: true },
  },
});

const label = new EntitySchema<typeof red>({
  name: 'label',
  tableName: 'label',
  properties: { name: { type: 'text', primary: true }, color: { type: 'text' } },
});

export default ask<typeof Store>(async ({ Account, orm }) => {
  const own = await MikroORM.init({
    entities: [versioned, label],
    clientUrl: process.env['DATABASE_URL'] ?? '',
    pool: { max: 20 },
  });
  const load = async (): Promise<Copy> => {
    const em = orm.em.fork();
    return { row: await em.findOneOrFail(Account, 1), save: () => em.flush() };
  };
  const em = () => orm.em.fork();
  return {
    saves: {
      flush: load,
      persistAndFlush: async () => {
        const one = em();
        const row = await one.findOneOrFail(Account, 1);
        return { row, save: () => one.persistAndFlush(row) };
      },
    },
    updates: { nativeUpdate: (columns) => em().nativeUpdate(Account, 1, columns) },
    inPlace: load,
    version: async () => {
      const one = own.em.fork();
      return { row: await one.findOneOrFail(Versioned, 1), save: () => one.flush() };
    },
    atomic: {
      raw: {
        after: async () => {
          const { row, save } = await load();
          const n: unknown = raw('n + 1');
          Object.assign(row, { n });
          return save;
        },
      },
    },
    creates: {
      insert: () => own.em.fork().insert(label, red),
      upsert: () => own.em.fork().upsert(label, red),
      upsertMany: () => own.em.fork().upsertMany(label, [red]),
    },
    lock: {
      outside: () => em().findOneOrFail(Account, 1, { lockMode: LockMode.PESSIMISTIC_WRITE }),
      inside: (meanwhile) =>
        em().transactional(async (tx) => {
          await tx.findOneOrFail(Account, 1, { lockMode: LockMode.PESSIMISTIC_WRITE });
          await meanwhile();
        }),
    },
    isolation: {
      levels: [READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE],
      run: (level, work) =>
        em().transactional(
          (tx) =>
            work({
              read: async () => (await tx.findOneOrFail(Account, 1)).n,
              write: (n) => tx.nativeUpdate(Account, 1, { n }),
            }),
          { isolationLevel: level as IsolationLevel },
        ),
    },
    gives: {
      findOne: () => em().findOne(Account, 1),
      findOneOrFail: () => em().findOneOrFail(Account, 1),
      find: () => em().find(Account, {}),
      findAll: () => em().findAll(Account),
      count: () => em().count(Account),
    },
  };
});
