import type { ConditionIdiom } from '../effects/idioms.js';
import { defineLibrary } from '../effects/library.js';
import {
  argOf,
  atomic,
  create,
  read,
  sql,
  transaction,
  arg,
  update,
  type Operation,
} from '../effects/operation.js';

const CHANGING = ['update', 'insert', 'increment', 'decrement', 'del', 'delete', 'upsert'];
const TABLES = ['', 'from', 'into', 'table'];

/** What is set where the row is there already: the columns that `merge` is given, or all of the row. */
const merge = { method: 'insert', with: ['onConflict', 'merge'], on: 'builder' } as const;
export const merging: readonly Operation[] = [
  atomic({
    ...merge,
    present: argOf('merge', 0),
    row: argOf('insert', 0),
    sets: argOf('merge', 0),
  }),
  atomic({ ...merge, row: argOf('insert', 0), sets: argOf('insert', 0) }),
];

/** `.where('n', '>=', 1)`; an object of columns knows nothing as a value. */
export const condition: ConditionIdiom = {
  call: ({ field, operator, bound }) => {
    if (operator === 'is') return { text: `.where({ ${field}: ${bound} })` };
    if (operator === '=') return { text: `.where('${field}', ${bound})` };
    if (operator !== 'is not') return { text: `.where('${field}', '${operator}', ${bound})` };
    return bound === 'null' ? { text: `.whereNotNull('${field}')` } : undefined;
  },
};

/** `db('users').where({ id }).first()`, `db('users').where({ id }).update({ n })`. */
export const knex = defineLibrary({
  name: 'knex',
  title: 'Knex',
  docs: 'https://knexjs.org/guide/query-builder.html',
  packages: ['knex'],
  receivers: /^(knex|db|trx|tx|conn|connection)$/i,
  builder: {
    table: [argOf(TABLES, 0)],
    where: ['where', 'andWhere'],
    whereOther: ['whereNot', 'whereIn', 'whereNotIn', 'whereLike', 'whereBetween'],
    rowLock: { call: ['forUpdate', 'forNoKeyUpdate'] },
    transacting: ['transacting'],
  },
  operations: [
    update({
      method: 'update',
      on: 'builder',
      value: argOf('update', 0),
      gives: 'entities',
    }),
    atomic({
      method: ['increment', 'decrement'],
      on: 'builder',
      changes: argOf(['increment', 'decrement'], 0),
    }),
    atomic({
      method: 'upsert',
      on: 'builder',
      row: argOf('upsert', 0),
      sets: argOf('upsert', 0),
    }),
    ...merging,
    atomic({ method: 'insert', on: 'builder', with: ['onConflict'] }),
    create({
      method: 'insert',
      on: 'builder',
      value: argOf('insert', 0),
    }),
    read({
      method: ['count', 'countDistinct', 'max', 'min', 'sum', 'avg'],
      on: 'builder',
      without: CHANGING,
      gives: 'value',
    }),
    read({
      method: 'first',
      on: 'builder',
      without: CHANGING,
      gives: 'entity',
    }),
    read({
      method: ['where', 'select', 'andWhere', 'whereIn', 'pluck'],
      on: 'builder',
      without: [...CHANGING, 'first', 'count', 'max', 'min', 'sum', 'avg'],
      gives: 'entities',
    }),
    sql({ method: 'raw', on: 'any', text: arg(0), params: arg(1), rowsAt: 'rows' }),
    transaction({
      method: 'transaction',
      on: 'connection',
      callback: arg(0),
      isolation: arg(1, 'isolationLevel'),
    }),
  ],
  idioms: {
    transaction: {
      handle: 'trx',
      open: (connection) => `${connection}.transaction(`,
      on: (_root, handle) => handle,
    },
    changedRows: { update: (name) => name },
    condition,
    insertIfAbsent: { after: 'insert', text: () => '.onConflict().ignore()' },
    column: ({ root, table, field, operator, amount }) =>
      table !== '' && /^[\w.]+$/.test(root)
        ? { value: `${root}.raw('?? ${operator} ?', ['${field}', ${amount}])` }
        : undefined,
  },
});
