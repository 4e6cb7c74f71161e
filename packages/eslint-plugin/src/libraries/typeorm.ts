import type { AtomicUpdate } from '../effects/idioms.js';
import type { RootCall } from '../effects/idioms.js';
import { defineLibrary } from '../effects/library.js';
import {
  arg,
  argOf,
  assign,
  atomic,
  build,
  create,
  persist,
  read,
  sql,
  transaction,
  update,
} from '../effects/operation.js';

const COMPARING: Readonly<Record<string, string>> = {
  '<': 'LessThan',
  '<=': 'LessThanOrEqual',
  '>': 'MoreThan',
  '>=': 'MoreThanOrEqual',
};
const FINDS_ONE = ['findOne', 'findOneOrFail'];

/** A data source or a manager, and no repository. */
function isConnection(root: string, { name }: RootCall): boolean {
  return name === 'getRepository' || /manager$/i.test(root);
}

/** `repository.findOne({ where })`, `repository.save(entity)`, and the same on a manager. */
export const typeorm = defineLibrary({
  name: 'typeorm',
  title: 'TypeORM',
  docs: 'https://typeorm.io/docs/working-with-entity-manager/repository-api',
  packages: ['typeorm', '@nestjs/typeorm'],
  receivers: /repo(sitory)?$|getRepository$|manager$/i,
  builder: {
    table: [argOf(['update', 'from', 'into'], 0), 'root'],
    where: ['where', 'andWhere'],
    whereOther: ['whereInIds', 'orWhere'],
    rowLock: {
      call: ['setLock'],
      argument: /^pessimistic_(partial_)?write/,
      value: "'pessimistic_write'",
      isRefusedOutside: true,
    },
  },
  operations: [
    update({
      method: 'update',
      with: ['createQueryBuilder', 'set'],
      on: 'builder',
      value: argOf('set', 0),
      distinctive: true,
    }),
    atomic({
      method: 'orUpdate',
      with: ['createQueryBuilder', 'insert'],
      on: 'builder',
      row: argOf('values', 0),
      sets: argOf('values', 0),
    }),
    atomic({
      method: ['orIgnore', 'onConflict'],
      with: ['createQueryBuilder', 'insert'],
      on: 'builder',
    }),
    create({
      method: 'insert',
      with: ['createQueryBuilder', 'values'],
      on: 'builder',
      value: argOf('values', 0),
      distinctive: true,
    }),
    read({
      method: ['getOne', 'getOneOrFail'],
      with: ['createQueryBuilder'],
      on: 'builder',
      gives: 'entity',
      distinctive: true,
    }),
    read({
      method: 'getMany',
      with: ['createQueryBuilder'],
      on: 'builder',
      gives: 'entities',
      distinctive: true,
    }),
    read({
      method: ['getCount', 'getExists'],
      with: ['createQueryBuilder'],
      on: 'builder',
      gives: 'value',
    }),
    sql({ method: 'query', on: 'any', text: arg(0), params: arg(1), rowsAt: '' }),
    read({
      method: FINDS_ONE,
      on: 'model',
      key: arg(1, 'where'),
      model: arg(0),
      present: arg(1, 'where'),
      gives: 'entity',
    }),
    read({
      method: 'findOneOrFail',
      on: 'model',
      key: arg(0, 'where'),
      present: arg(0, 'where'),
      gives: 'entity',
      distinctive: true,
    }),
    read({ method: FINDS_ONE, on: 'model', key: arg(0, 'where'), gives: 'entity' }),
    read({
      method: ['findOneBy', 'findOneByOrFail'],
      on: 'model',
      model: arg(0),
      key: arg(1),
      present: arg(1),
      gives: 'entity',
      distinctive: true,
    }),
    read({
      method: ['findOneBy', 'findOneByOrFail'],
      on: 'model',
      key: arg(0),
      gives: 'entity',
      distinctive: true,
    }),
    read({ method: 'find', on: 'model', key: arg(0, 'where'), gives: 'entities' }),
    read({ method: 'findBy', on: 'model', key: arg(0), gives: 'entities', distinctive: true }),
    read({ method: ['count', 'exists'], on: 'model', key: arg(0, 'where'), gives: 'value' }),
    read({ method: ['countBy', 'existsBy'], on: 'model', key: arg(0), gives: 'value' }),
    update({ method: 'save', on: 'model', key: arg(0), value: arg(0) }),
    persist({ method: 'save', on: 'entity', entity: 'receiver', columns: 'whole' }),
    persist({ method: 'save', on: 'model', entity: 'argument', columns: 'whole' }),
    update({
      method: 'update',
      on: 'model',
      model: arg(0),
      key: arg(1),
      value: arg(2),
      present: arg(2),
    }),
    update({ method: 'update', on: 'model', key: arg(0), value: arg(1), present: arg(1) }),
    assign({ method: 'merge', on: 'model', awaited: false, present: arg(1) }),
    build({ method: 'create', on: 'model', awaited: false }),
    create({ method: 'insert', on: 'model', value: arg(0) }),
    atomic({ method: ['increment', 'decrement'], on: 'model', key: arg(0), changes: arg(1) }),
    atomic({ method: 'upsert', on: 'model', row: arg(0), sets: arg(0) }),
    transaction({ method: 'transaction', on: 'connection', callback: arg(-1), isolation: arg(0) }),
  ],
  setters: ['$set'],
  rowLock: {
    option: 'lock',
    value: "{ mode: 'pessimistic_write' }",
    joins: ['relations', 'join'],
    methods: { findOneBy: 'findOne', findOneByOrFail: 'findOneOrFail', findBy: 'find' },
  },
  inPlace: 'whole',
  untestedVersion: true,
  idioms: {
    transaction: {
      handle: 'manager',
      // Entities that save themselves do so outside of any transaction that is opened here.
      connection: (root, { called }) => {
        if (/^[A-Z]/.test(root) || called.name === undefined || called.given > 2) return undefined;
        return isConnection(root, called) ? root : `${root}.manager`;
      },
      open: (connection) => `${connection}.transaction(`,
      on: (root, handle, called) =>
        isConnection(root, called) ? handle : `${handle}.withRepository(${root})`,
    },
    changedRows: { update: (name) => `{ affected: ${name} }` },
    increment: ({ entity, condition, ...update }) =>
      changeOf(update, `{ id: ${entity}.id${condition ? `, ${condition}` : ''} }`),
    condition: {
      column: ({ field, operator, bound }) => {
        if (operator === '=') return { text: `${field}: ${bound}` };
        const isNull = bound === 'null' && operator === 'is';
        const name = isNull ? 'IsNull' : COMPARING[operator];
        const given = isNull ? '' : bound;
        return name === undefined
          ? undefined
          : { text: `${field}: ${name}(${given})`, imports: { module: 'typeorm', name } };
      },
    },
    incrementCounts: true,
    incrementNeedsId: true,
    repositoryOf: (model) => `${model}.getRepository()`,
    repositoryIn: (manager, model) => `${manager}.getRepository(${model})`,
    incrementWhere: ({ where, ...update }) => {
      if (where.startsWith('{')) return changeOf(update, where);
      if (where === 'id') return changeOf(update, '{ id }');
      return /^[\w.]+\.id$/.test(where) ? changeOf(update, `{ id: ${where} }`) : undefined;
    },
    incrementGivesUp: 'skips subscribers',
    saveWhereGivesUp: 'skips subscribers',
    saveWhere: ({ model, entity, changes, condition }) =>
      `${model}.update({ id: ${entity}.id, ${condition} }, ${changes})`,
    saveOnly: ({ model, entity, columns }) => `${model}.update({ id: ${entity}.id }, ${columns})`,
    relation: {
      option: 'relations',
      idleOptions: ['reload', 'listeners', 'chunk'],
      givesUp: {
        add: 'fails on one that is there, no cascade',
        remove: 'skips subscribers',
      },
      change: ({ holder, model, path, entity, method, items }) => {
        const isManager = /(manager|em|connection|dataSource)$/i.test(holder);
        if (isManager && model === undefined) return undefined;
        const of = model === undefined ? path : `${model}, ${path}`;
        return `${holder}.createQueryBuilder().relation(${of}).of(${entity}).${method}(${items})`;
      },
    },
    insertIfAbsent: {
      text: ({ model, row }) =>
        `${model}.createQueryBuilder().insert().values(${row}).orIgnore().execute()`,
    },
    orFail: { findOne: 'findOneOrFail', findOneBy: 'findOneByOrFail' },
    reload: (entity, options) => (options ? undefined : `${entity}.reload()`),
  },
});

/** `Account.increment({ id: account.id }, 'points', 5)`. */
function changeOf(
  { model, field, operator, amount }: Omit<AtomicUpdate, 'entity'>,
  where: string,
): string {
  const method = operator === '+' ? 'increment' : 'decrement';
  return `${model}.${method}(${where}, '${field}', ${amount || '1'})`;
}
