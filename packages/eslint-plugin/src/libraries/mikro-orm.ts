import { defineLibrary } from '../effects/library.js';
import {
  arg,
  assign,
  atomic,
  build,
  create,
  flush,
  persist,
  read,
  reload,
  transaction,
  update,
} from '../effects/operation.js';

const FINDS_ONE = ['findOne', 'findOneOrFail'];

const COMPARING: Readonly<Record<string, string>> = {
  '<': '$lt',
  '<=': '$lte',
  '>': '$gt',
  '>=': '$gte',
  'is not': '$ne',
};

/** `em.findOne(User, id)`; `em.flush()` writes whatever was changed since. */
export const mikroOrm = defineLibrary({
  name: 'mikro-orm',
  title: 'MikroORM',
  docs: 'https://mikro-orm.io/docs/entity-manager',
  packages: [
    '@mikro-orm/core',
    '@mikro-orm/postgresql',
    '@mikro-orm/mysql',
    '@mikro-orm/mariadb',
    '@mikro-orm/sqlite',
    '@mikro-orm/mssql',
    '@mikro-orm/mongodb',
    '@mikro-orm/knex',
    '@mikro-orm/nestjs',
  ],
  receivers: /^(em|orm)$/,
  operations: [
    read({
      method: FINDS_ONE,
      on: 'model',
      model: arg(0),
      key: arg(1),
      present: arg(1),
      gives: 'entity',
    }),
    read({ method: FINDS_ONE, on: 'model', key: arg(0), gives: 'entity' }),
    read({
      method: ['find', 'findAll'],
      on: 'model',
      model: arg(0),
      key: arg(1),
      gives: 'entities',
    }),
    read({ method: 'count', on: 'model', model: arg(0), key: arg(1), gives: 'value' }),
    reload({ method: 'refresh', on: 'model', entity: 'argument' }),
    flush({ method: ['flush', 'persistAndFlush'], on: 'any', distinctive: true }),
    persist({ method: 'persist', on: 'model', entity: 'argument', columns: 'dirty' }),
    update({
      method: 'nativeUpdate',
      on: 'model',
      model: arg(0),
      key: arg(1),
      value: arg(2),
      distinctive: true,
    }),
    assign({ method: 'assign', on: 'model', present: arg(1) }),
    build({ method: 'create', on: 'model', model: arg(0), present: arg(1), value: arg(1) }),
    build({ method: 'create', on: 'model' }),
    create({ method: 'insert', on: 'model', model: arg(0), value: arg(1) }),
    atomic({
      method: 'upsert',
      on: 'model',
      model: arg(0),
      present: arg(1),
      row: arg(1),
      sets: arg(1),
    }),
    atomic({ method: 'upsert', on: 'model', row: arg(0), sets: arg(0) }),
    atomic({ method: 'upsertMany', on: 'model' }),
    atomic({ method: 'raw', on: 'function' }),
    transaction({
      method: 'transactional',
      on: 'connection',
      callback: arg(0),
      isolation: arg(1, 'isolationLevel'),
      distinctive: true,
    }),
  ],
  rowLock: {
    option: 'lockMode',
    value: 'LockMode.PESSIMISTIC_WRITE',
    imports: { module: '@mikro-orm/core', name: 'LockMode' },
  },
  inPlace: 'whole',
  idioms: {
    transaction: {
      handle: 'em',
      open: (connection) => `${connection}.transactional(`,
      on: (_root, handle) => handle,
      hidesConnection: true,
    },
    changedRows: { update: (name) => name },
    insertIfAbsent: {
      text: ({ model, of, row, columns }) => {
        const fields = columns.map((column) => `'${column}'`).join(', ');
        const options = `{ onConflictFields: [${fields}], onConflictAction: 'ignore' }`;
        return `${model}.upsert(${of && `${of}, `}${row}, ${options})`;
      },
    },
    condition: {
      methods: { nativeUpdate: 'nativeUpdate' },
      column: ({ field, operator, bound }) => {
        const order = COMPARING[operator];
        if (operator === 'is not' && bound !== 'null') return undefined;
        return { text: `${field}: ${order ? `{ ${order}: ${bound} }` : bound}` };
      },
    },
    column: ({ field, operator, amount }) => ({
      value: `raw('?? ${operator} ?', ['${field}', ${amount}])`,
      imports: { module: '@mikro-orm/core', name: 'raw' },
    }),
  },
  schema: {
    version: ['version'],
    config: { name: 'mikro-orm.config', engine: /@mikro-orm\/(\w+)['"]/ },
  },
});
