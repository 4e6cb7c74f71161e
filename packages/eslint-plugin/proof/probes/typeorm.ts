import { DataSource, EntitySchema } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import type * as Store from '../programs/typeorm/store.js';
import { ask, copy } from '../questions.js';

const LEVELS: IsolationLevel[] = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'];
const here = { id: 1 };
const red = { name: 'red', color: '#f00' };

interface Versioned {
  id: number;
  n: number;
  other: number;
  version: number;
}

const versioned = new EntitySchema<Versioned>({
  name: 'versioned',
  tableName: 'account',
  columns: {
    id: { type: Number, primary: true },
    n: { type: Number },
    other: { type: Number },
    version: { type: Number, version: true },
  },
});

const label = new EntitySchema<typeof red>({
  name: 'label',
  columns: { name: { type: 'text', primary: true }, color: { type: 'text' } },
});

export default ask<typeof Store>(async ({ Account, accountRepository: repository, source }) => {
  const own = await new DataSource({
    type: 'postgres',
    url: process.env['DATABASE_URL'] ?? '',
    entities: [versioned, label],
  }).initialize();
  const labels = own.getRepository(label);
  const load = () => repository.findOneByOrFail(here);
  const locked = { where: here, lock: { mode: 'pessimistic_write' } } as const;
  return {
    saves: {
      save: copy(load, (row) => repository.save(row)),
      'entity.save': copy(load, (row) => row.save()),
    },
    updates: {
      update: (columns) => repository.update(here, columns),
      'update (query builder)': (columns) =>
        repository.createQueryBuilder().update().set(columns).where(here).execute(),
    },
    inPlace: copy(load, (row) => repository.save(row)),
    version: copy(
      () => own.getRepository(versioned).findOneByOrFail(here),
      (row) => own.getRepository(versioned).save(row),
    ),
    atomic: {
      increment: () => repository.increment(here, 'n', 1),
      decrement: () => repository.decrement(here, 'n', 1),
    },
    creates: {
      insert: () => labels.insert(red),
      upsert: () => labels.upsert(red, ['name']),
      orIgnore: () => labels.createQueryBuilder().insert().values(red).orIgnore().execute(),
      orUpdate: () =>
        labels.createQueryBuilder().insert().values(red).orUpdate(['color'], ['name']).execute(),
    },
    lock: {
      outside: () => repository.findOneOrFail(locked),
      inside: (meanwhile) =>
        source.transaction(async (manager) => {
          await manager.findOneOrFail(Account, locked);
          await meanwhile();
        }),
    },
    isolation: {
      levels: LEVELS,
      run: (level, work) =>
        source.transaction(level as IsolationLevel, (manager) =>
          work({
            read: async () => (await manager.findOneByOrFail(Account, here)).n,
            write: (n) => manager.update(Account, here, { n }),
          }),
        ),
    },
    gives: {
      findOne: () => repository.findOne({ where: here }),
      findOneOrFail: () => repository.findOneOrFail({ where: here }),
      findOneBy: () => repository.findOneBy(here),
      findOneByOrFail: load,
      find: () => repository.find({ where: here }),
      findBy: () => repository.findBy(here),
      count: () => repository.count(),
      countBy: () => repository.countBy(here),
      exists: () => repository.exists(),
      existsBy: () => repository.existsBy(here),
      getOne: () => repository.createQueryBuilder('a').where(here).getOne(),
      getMany: () => repository.createQueryBuilder('a').getMany(),
      getCount: () => repository.createQueryBuilder('a').getCount(),
    },
  };
});
