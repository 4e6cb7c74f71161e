import type { Database } from '../effects/isolation.js';
import { defineLibrary } from '../effects/library.js';
import { arg, atomic, create, read, sql, transaction, update } from '../effects/operation.js';

const COMPARING: Readonly<Record<string, string>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

/** Engines on which `createMany` knows no `skipDuplicates`. */
const NOT_SKIPPING: readonly Database[] = ['sqlite', 'mssql', 'mongodb'];

/** `prisma.<model>.<operation>({ where, data })`, and the same on a transaction's `tx`. */
export const prisma = defineLibrary({
  name: 'prisma',
  title: 'Prisma',
  docs: 'https://www.prisma.io/docs/orm/reference/prisma-client-reference',
  packages: ['@prisma/client'],
  types: ['PrismaClient', 'PrismaService'],
  receivers: /^prisma/i,
  operations: [
    read({
      method: ['findUnique', 'findUniqueOrThrow'],
      on: 'model',
      key: arg(0, 'where'),
      byUnique: true,
      gives: 'entity',
      distinctive: true,
    }),
    read({
      method: ['findFirst', 'findFirstOrThrow'],
      on: 'model',
      key: arg(0, 'where'),
      gives: 'entity',
      distinctive: true,
    }),
    read({
      method: 'findMany',
      on: 'model',
      key: arg(0, 'where'),
      gives: 'entities',
      distinctive: true,
    }),
    read({ method: ['count', 'aggregate'], on: 'model', key: arg(0, 'where'), gives: 'value' }),
    update({
      method: 'update',
      on: 'model',
      key: arg(0, 'where'),
      value: arg(0, 'data'),
      present: arg(0, 'data'),
      missing: 'throws',
      distinctive: true,
    }),
    update({
      method: 'updateMany',
      on: 'model',
      key: arg(0, 'where'),
      value: arg(0, 'data'),
      present: arg(0, 'data'),
      distinctive: true,
    }),
    create({
      method: 'create',
      on: 'model',
      value: arg(0, 'data'),
      present: arg(0, 'data'),
      distinctive: true,
    }),
    atomic({
      method: 'upsert',
      on: 'model',
      gives: 'entity',
      key: arg(0, 'where'),
      sets: arg(0, 'update'),
      splitWhenEmpty: arg(0, 'update'),
    }),
    atomic({
      method: ['createMany', 'createManyAndReturn'],
      on: 'model',
      present: arg(0, 'skipDuplicates'),
    }),
    create({
      method: ['createMany', 'createManyAndReturn'],
      on: 'model',
      value: arg(0, 'data'),
      present: arg(0, 'data'),
    }),
    sql({
      method: ['$queryRaw', '$executeRaw'],
      on: 'any',
      text: arg(0),
      rowsAt: '',
      distinctive: true,
    }),
    transaction({
      method: '$transaction',
      on: 'connection',
      callback: arg(0),
      isolation: arg(1, 'isolationLevel'),
      distinctive: true,
    }),
  ],
  operators: [
    'increment',
    'decrement',
    'multiply',
    'divide',
    'push',
    'connect',
    'disconnect',
    'create',
    'update',
    'upsert',
    'delete',
    'connectOrCreate',
  ],
  schema: {
    config: {
      name: 'prisma.config',
      schema: /\bschema\s*:\s*([\w.]+\([^)]*\)|(['"`])[^'"`]+\2)/,
    },
  },
  idioms: {
    transaction: {
      handle: 'tx',
      connection: (root) => (root.includes('.') ? withoutLast(root) : undefined),
      open: (connection) => `${connection}.$transaction(`,
      on: (root, handle) => handle + root.slice(withoutLast(root).length),
      lockRow: (handle, text) => `${handle}.$queryRaw\`${text}\``,
    },
    column: ({ operator, amount }) => ({
      value: `{ ${operator === '+' ? 'increment' : 'decrement'}: ${amount} }`,
    }),
    append: (item) => `{ push: ${item} }`,
    updateGivesRow: ['update'],
    orFail: { findUnique: 'findUniqueOrThrow', findFirst: 'findFirstOrThrow' },
    // With nothing to update it would be two statements.
    findOrCreate: {
      call: ({ model, key, row, isUnique }) =>
        isUnique
          ? `${model}.upsert({ where: { ${key} }, update: { ${key} }, create: ${row} })`
          : undefined,
      taken: (row, created) => (created === undefined ? row : undefined),
      givesUp: 'sets updatedAt',
    },
    insertIfAbsent: {
      text: ({ model, row, database }) =>
        database && NOT_SKIPPING.includes(database)
          ? undefined
          : `${model}.createMany({ data: ${row}, skipDuplicates: true })`,
      told: { taken: (name) => `{ count: ${name} }` },
    },
    changedRows: { update: (name) => `{ count: ${name} }` },
    condition: {
      methods: { update: 'updateMany', updateMany: 'updateMany' },
      column: ({ field, operator, bound }) => {
        if (operator === 'is not') return undefined;
        const order = COMPARING[operator];
        return { text: `${field}: ${order ? `{ ${order}: ${bound} }` : bound}` };
      },
    },
  },
});

/** `this.prisma` of `this.prisma.user`. */
function withoutLast(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}
