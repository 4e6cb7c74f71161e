import { isMysql } from '../effects/isolation.js';
import { defineLibrary } from '../effects/library.js';
import {
  arg,
  argOf,
  atomic,
  create,
  read,
  sql,
  transaction,
  update,
} from '../effects/operation.js';

const UPSERTS = ['onConflictDoUpdate', 'onDuplicateKeyUpdate'];

const COMPARING: Readonly<Record<string, string>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  '=': 'eq',
};

/** `db.select().from(users).where(eq(users.id, id))`, `db.update(users).set({ n }).where(…)`. */
export const drizzle = defineLibrary({
  name: 'drizzle',
  title: 'Drizzle',
  docs: 'https://orm.drizzle.team/docs/guides/incrementing-a-value',
  packages: ['drizzle-orm'],
  builder: {
    table: [argOf(['from', 'update', 'insert', 'delete'], 0)],
    where: ['where'],
    rowLock: { call: ['for'], argument: /update/, value: "'update'" },
  },
  operations: [
    update({
      method: 'update',
      with: ['set'],
      on: 'builder',
      value: argOf('set', 0),
      gives: 'entities',
    }),
    atomic({
      method: UPSERTS,
      with: ['insert'],
      on: 'builder',
      row: argOf('values', 0),
      sets: argOf(UPSERTS, 0, 'set'),
    }),
    atomic({ method: 'onConflictDoNothing', with: ['insert'], on: 'builder' }),
    create({ method: 'insert', with: ['values'], on: 'builder', value: argOf('values', 0) }),
    read({
      method: ['select', 'selectDistinct'],
      with: ['from'],
      on: 'builder',
      gives: 'entities',
    }),
    read({ method: 'findFirst', on: 'model', key: arg(0, 'where'), gives: 'entity' }),
    read({ method: 'findMany', on: 'model', key: arg(0, 'where'), gives: 'entities' }),
    read({ method: '$count', on: 'connection', model: arg(0), key: arg(1), gives: 'value' }),
    sql({
      method: ['execute', 'run', 'all', 'get'],
      on: 'any',
      text: arg(0),
      rowsAt: 'rows',
    }),
    atomic({ method: 'sql', on: 'function' }),
    transaction({
      method: 'transaction',
      on: 'connection',
      callback: arg(0),
      isolation: arg(1, 'isolationLevel'),
    }),
  ],
  idioms: {
    transaction: {
      handle: 'tx',
      open: (connection) => `${connection}.transaction(`,
      on: (_root, handle) => handle,
    },
    condition: {
      joined: { module: 'drizzle-orm', name: 'and' },
      operand: ({ table, field, operator, bound }) => {
        const isNothing = bound === 'null' && operator === 'is';
        const name = isNothing ? 'isNull' : COMPARING[operator];
        if (name === undefined || !/^[\w.]+$/.test(table)) return undefined;
        const given = isNothing ? '' : `, ${bound}`;
        return {
          text: `${name}(${table}.${field}${given})`,
          imports: { module: 'drizzle-orm', name },
        };
      },
      told: {
        call: '.returning()',
        taken: (name) => name,
        isNone: (name) => `${name}.length === 0`,
      },
    },
    insertIfAbsent: {
      after: 'values',
      text: ({ database, key }) => {
        if (!isMysql(database)) return '.onConflictDoNothing()';
        return key && `.onDuplicateKeyUpdate({ set: { ${key} } })`;
      },
    },
    column: ({ table, field, operator, amount }) =>
      /^[\w.]+$/.test(table)
        ? {
            value: `sql\`\${${table}.${field}} ${operator} ${/^\d+$/.test(amount) ? amount : `\${${amount}}`}\``,
            imports: { module: 'drizzle-orm', name: 'sql' },
          }
        : undefined,
  },
  schema: {
    config: { name: 'drizzle.config', engine: /\bdialect\s*:\s*['"`]([\w-]+)/ },
    definitions: ['pgTable', 'mysqlTable', 'sqliteTable'].map((call) => ({
      call,
      name: 0,
      columns: 1,
    })),
  },
});
