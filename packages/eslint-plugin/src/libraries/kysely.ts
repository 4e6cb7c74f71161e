import { isMysql } from '../effects/isolation.js';
import { defineLibrary } from '../effects/library.js';
import { argOf, atomic, create, read, transaction, update } from '../effects/operation.js';

const GIVES_ONE = ['executeTakeFirst', 'executeTakeFirstOrThrow'];

/** `db.selectFrom('users').where('id', '=', id)`, `db.updateTable('users').set({ n }).where(…)`. */
export const kysely = defineLibrary({
  name: 'kysely',
  title: 'Kysely',
  docs: 'https://kysely.dev/docs/getting-started',
  packages: ['kysely'],
  builder: {
    table: [argOf(['selectFrom', 'updateTable', 'insertInto', 'deleteFrom'], 0)],
    where: ['where'],
    rowLock: { call: ['forUpdate', 'forNoKeyUpdate'] },
  },
  operations: [
    update({
      method: 'updateTable',
      with: ['set'],
      on: 'builder',
      value: argOf('set', 0),
      gives: 'entities',
      distinctive: true,
    }),
    atomic({
      method: 'onDuplicateKeyUpdate',
      with: ['insertInto'],
      on: 'builder',
      row: argOf('values', 0),
      sets: argOf('onDuplicateKeyUpdate', 0),
    }),
    atomic({ method: ['onConflict', 'ignore'], with: ['insertInto'], on: 'builder' }),
    create({
      method: 'insertInto',
      with: ['values'],
      on: 'builder',
      value: argOf('values', 0),
      distinctive: true,
    }),
    read({ method: GIVES_ONE, with: ['selectFrom'], on: 'builder', gives: 'entity' }),
    read({
      method: 'selectFrom',
      without: GIVES_ONE,
      on: 'builder',
      gives: 'entities',
      distinctive: true,
    }),
    atomic({ method: 'sql', on: 'function' }),
    transaction({
      method: 'transaction',
      with: ['execute'],
      on: 'builder',
      callback: argOf('execute', 0),
      isolation: argOf('setIsolationLevel', 0),
    }),
  ],
  idioms: {
    transaction: {
      handle: 'trx',
      open: (connection) => `${connection}.transaction().execute(`,
      on: (_root, handle) => handle,
    },
    condition: {
      methods: { execute: 'executeTakeFirst', executeTakeFirst: 'executeTakeFirst' },
      call: ({ field, operator, bound }) => {
        const isWord = !operator.startsWith('is') || bound === 'null' || bound === 'true';
        return isWord ? { text: `.where('${field}', '${operator}', ${bound})` } : undefined;
      },
      told: { taken: (name) => `{ numUpdatedRows: ${name} }`, isNone: (name) => `!${name}` },
    },
    insertIfAbsent: {
      after: 'values',
      text: ({ database, key }) => {
        if (!isMysql(database)) return '.onConflict((oc) => oc.doNothing())';
        return key && `.onDuplicateKeyUpdate({ ${key} })`;
      },
    },
    column: ({ field, operator, amount }) => ({
      value: `eb('${field}', '${operator}', ${amount})`,
      around: ['(eb) => (', ')'],
    }),
  },
});
