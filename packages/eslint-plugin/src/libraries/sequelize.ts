import type { AtomicUpdate } from '../effects/idioms.js';
import { defineLibrary } from '../effects/library.js';
import {
  arg,
  atomic,
  build,
  create,
  field,
  persist,
  read,
  reload,
  transaction,
  update,
  view,
} from '../effects/operation.js';

const COMPARING: Readonly<Record<string, string>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  'is not': 'not',
};

/** `User.findByPk(id)`, `user.save()`; a transaction goes along as an option. */
export const sequelize = defineLibrary({
  name: 'sequelize',
  title: 'Sequelize',
  docs: 'https://sequelize.org/docs/v6/core-concepts/model-instances/',
  packages: ['sequelize', 'sequelize-typescript', '@sequelize/core'],
  operations: [
    read({ method: 'findByPk', on: 'model', key: arg(0), gives: 'entity', distinctive: true }),
    read({ method: 'findOne', on: 'model', key: arg(0, 'where'), gives: 'entity' }),
    read({ method: 'findAll', on: 'model', key: arg(0, 'where'), gives: 'entities' }),
    read({
      method: 'findAndCountAll',
      on: 'model',
      key: arg(0, 'where'),
      gives: { rowsAt: 'rows' },
    }),
    read({ method: 'count', on: 'model', key: arg(0, 'where'), gives: 'value' }),
    read({ method: ['max', 'min', 'sum'], on: 'model', key: arg(1, 'where'), gives: 'value' }),
    reload({ method: 'reload', on: 'entity' }),
    persist({ method: 'save', on: 'entity', entity: 'receiver', columns: 'dirty' }),
    update({
      method: 'update',
      on: 'model',
      value: arg(0),
      key: arg(1, 'where'),
      present: arg(1, 'where'),
    }),
    update({ method: 'update', on: 'entity', value: arg(0) }),
    create({ method: 'create', on: 'model', value: arg(0) }),
    create({ method: 'bulkCreate', on: 'model' }),
    build({ method: 'build', on: 'model' }),
    atomic({ method: ['increment', 'decrement'], on: 'entity', changes: arg(0) }),
    atomic({
      method: ['increment', 'decrement'],
      on: 'model',
      key: arg(1, 'where'),
      changes: arg(0),
    }),
    atomic({
      method: ['findOrCreate', 'findCreateFind'],
      on: 'model',
      gives: { entityAt: 0 },
      distinctive: true,
    }),
    atomic({
      method: 'upsert',
      on: 'model',
      row: arg(0),
      sets: arg(0),
      gives: { entityAt: 0 },
      distinctive: true,
    }),
    view({ method: 'toJSON', on: 'entity' }),
    field('get-field', { method: ['get', 'getDataValue'], on: 'entity' }),
    field('set-field', { method: ['set', 'setDataValue'], on: 'entity' }),
    transaction({
      method: 'transaction',
      on: 'connection',
      callback: arg(-1),
      isolation: arg(0, 'isolationLevel'),
    }),
  ],
  rowLock: { option: 'lock', value: 'true', needs: 'transaction', joins: ['include'] },
  inPlace: 'ignored',
  idioms: {
    transaction: {
      handle: 'transaction',
      connection: (model, { has, isTyped }) =>
        has('sequelize') ? 'sequelize' : `${model}.sequelize${isTyped ? '!' : ''}`,
      open: (connection) => `${connection}.transaction(`,
    },
    condition: {
      methods: { update: 'update' },
      column: ({ field, operator, bound }) => {
        if (operator === '=' || operator === 'is') return { text: `${field}: ${bound}` };
        const order = COMPARING[operator];
        const isWord = bound === 'true' || bound === 'null';
        if (order === undefined || (order === 'not' && !isWord)) return undefined;
        return {
          text: `${field}: { [Op.${order}]: ${bound} }`,
          imports: { module: 'sequelize', name: 'Op' },
        };
      },
    },
    column: ({ field, operator, amount }) =>
      isPlainColumn(field)
        ? {
            value: /^\d+$/.test(amount)
              ? `literal('${field} ${operator} ${amount}')`
              : `literal(\`${field} ${operator} \${Number(${amount})}\`)`,
            imports: { module: 'sequelize', name: 'literal' },
          }
        : undefined,
    saveWhereGivesUp: 'skips save hooks',
    saveWhere: ({ model, entity, changes, condition, options }) =>
      `${model}.update(${changes}, { where: { id: ${entity}.id, ${condition} }${options && `, ${options}`} })`,
    increment: ({ entity, ...update }) => `${entity}.${changeOf(update, [])}`,
    incrementWhere: ({ model, where, ...update }) =>
      `${model}.${changeOf(update, [where === 'where' ? 'where' : `where: ${where}`])}`,
    carriedOptions: ['transaction'],
    changedRows: { update: (name) => `[${name}]` },
    incrementGivesUp: 'skips save hooks',
    reload: (entity, options) => `${entity}.reload(${options && `{ ${options} }`})`,
    findOrCreate: {
      call: ({ model, key, row }) =>
        `${model}.findOrCreate({ where: { ${key} }, defaults: ${row} })`,
      taken: (row = '', created) => {
        if (created !== undefined) return row ? `[${row}, ${created}]` : `[, ${created}]`;
        return row && `[${row}]`;
      },
    },
  },
  schema: {
    definitions: [
      { call: 'define', name: 0, columns: 1, options: 2 },
      { call: 'init', columns: 0, options: 1 },
    ],
    version: ['version', '@Version'],
  },
});

/** Words of SQL that may name a column in quotes only. */
const RESERVED =
  /^(asc|desc|end|group|index|interval|keys?|left|limit|offset|order|rank|right|rows?|usage|user)$/;

/** Whether the column needs no quotes, which each dialect has its own of. */
function isPlainColumn(field: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(field) && !RESERVED.test(field);
}

/** `increment('points', { by: 5, … })`, without options that say nothing. */
function changeOf(
  { field: name, operator, amount, options }: Omit<AtomicUpdate, 'entity' | 'model'>,
  more: readonly string[],
): string {
  const by = amount === 'by' ? 'by' : amount && `by: ${amount}`;
  const parts = [by, ...more, options].filter((part) => part !== '');
  const method = operator === '+' ? 'increment' : 'decrement';
  return `${method}('${name}'${parts.length > 0 ? `, { ${parts.join(', ')} }` : ''})`;
}
