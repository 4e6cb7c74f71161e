import { DataTypes, Transaction, type Model } from 'sequelize';
import type * as Store from '../programs/sequelize/store.js';
import { ask, copy } from '../questions.js';

const { READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE } = Transaction.ISOLATION_LEVELS;
const here = { where: { id: 1 } };
const red = { name: 'red', color: '#f00' };

export default ask<typeof Store>(({ Account, Label, sequelize }) => {
  const load = () => Account.findByPk(1, { rejectOnEmpty: true });
  const columns = { id: { type: DataTypes.INTEGER, primaryKey: true }, n: DataTypes.INTEGER };
  const Versioned = sequelize.define<Model & { n: number; other: number }>('account', columns, {
    tableName: 'account',
    version: true,
  });
  return {
    saves: { 'entity.save': copy(load, (row) => row.save()) },
    updates: {
      update: (values) => Account.update(values, here),
      'entity.update': async (values) => (await load()).update(values),
    },
    inPlace: copy(load, (row) => row.save()),
    version: copy(
      () => Versioned.findByPk(1, { rejectOnEmpty: true }),
      (row) => row.save(),
    ),
    atomic: {
      increment: () => Account.increment('n', { by: 1, ...here }),
      decrement: () => Account.decrement('n', { by: 1, ...here }),
      'entity.increment': { after: async () => bind(await load(), (row) => row.increment('n')) },
      'entity.decrement': {
        after: async () => bind(await load(), (row) => row.decrement('n')),
      },
      'entity.save': {
        // eslint-disable-next-line @interlocked/no-lost-update -- the race that must show
        after: async () => bind(await load(), (row) => row.set({ n: row.n + 1 }).save()),
      },
    },
    creates: {
      create: () => Label.create(red),
      bulkCreate: () => Label.bulkCreate([red]),
      findOrCreate: () => Label.findOrCreate({ where: { name: 'red' }, defaults: red }),
      findCreateFind: () => Label.findCreateFind({ where: { name: 'red' }, defaults: red }),
      upsert: () => Label.upsert(red),
    },
    lock: {
      outside: () => Account.findByPk(1, { lock: true }),
      inside: (meanwhile) =>
        sequelize.transaction(async (transaction) => {
          await Account.findByPk(1, { lock: true, transaction });
          await meanwhile();
        }),
    },
    isolation: {
      levels: [READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE],
      run: (level, work) =>
        sequelize.transaction(
          { isolationLevel: level as Transaction.ISOLATION_LEVELS },
          (transaction) =>
            work({
              read: async () => (await Account.findByPk(1, { transaction, rejectOnEmpty: true })).n,
              write: (n) => Account.update({ n }, { ...here, transaction }),
            }),
        ),
    },
    gives: {
      findByPk: load,
      findOne: () => Account.findOne(here),
      findAll: () => Account.findAll(here),
      findAndCountAll: () => Account.findAndCountAll(here),
      count: () => Account.count(),
      max: () => Account.max('n'),
      min: () => Account.min('n'),
      sum: () => Account.sum('n'),
    },
    also: {
      'a row lock in a transaction that the read is not given': async (engine) => {
        let isHeld: boolean | undefined;
        await sequelize.transaction(async () => {
          await Account.findByPk(1, { lock: true });
          isHeld = await engine.isLocked?.();
        });
        return isHeld ? 'held' : 'none';
      },
    },
  };
});

function bind<Row>(row: Row, change: (row: Row) => unknown): () => unknown {
  return () => change(row);
}
