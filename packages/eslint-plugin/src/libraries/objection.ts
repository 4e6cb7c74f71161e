import type { Told } from '../effects/idioms.js';
import { defineLibrary } from '../effects/library.js';
import {
  arg,
  argOf,
  atomic,
  create,
  persist,
  read,
  transaction,
  update,
} from '../effects/operation.js';
import { condition, merging } from './knex.js';

const CHANGING = ['patch', 'update', 'insert', 'increment', 'decrement', 'delete', 'deleteById'];
const BY_ID = ['patchAndFetchById', 'updateAndFetchById'];

/** Its types say that these give the row; what they give is how many there were. */
const told: Told = { taken: (name) => name, isNone: (name) => `Number(${name}) === 0` };

/** `User.query().findById(id)`, `user.$query().patch({ n })`. */
export const objection = defineLibrary({
  name: 'objection',
  title: 'Objection.js',
  docs: 'https://vincit.github.io/objection.js/guide/query-examples.html',
  packages: ['objection'],
  builder: {
    table: ['root'],
    where: ['where', 'andWhere', 'findOne'],
    whereOther: ['whereNot', 'whereIn', 'whereNotIn'],
    whereId: ['findById', 'deleteById', ...BY_ID],
    rowLock: { call: ['forUpdate', 'forNoKeyUpdate'] },
    transacting: ['query', '$query', 'transacting'],
  },
  operations: [
    update({
      method: ['patch', 'patchAndFetch', 'update', 'updateAndFetch'],
      with: ['$query'],
      on: 'builder',
      ofRoot: true,
      value: argOf(['patch', 'patchAndFetch', 'update', 'updateAndFetch'], 0),
      distinctive: true,
    }),
    update({
      method: BY_ID,
      with: ['query'],
      on: 'builder',
      value: argOf(BY_ID, 1),
      gives: 'entity',
      distinctive: true,
    }),
    update({
      method: ['patch', 'update'],
      with: ['query'],
      on: 'builder',
      value: argOf(['patch', 'update'], 0),
    }),
    atomic({
      method: ['increment', 'decrement'],
      with: ['query'],
      on: 'builder',
      changes: argOf(['increment', 'decrement'], 0),
    }),
    ...merging,
    atomic({ method: 'onConflict', with: ['insert'], on: 'builder' }),
    create({
      method: ['insert', 'insertAndFetch'],
      with: ['query'],
      on: 'builder',
      value: argOf(['insert', 'insertAndFetch'], 0),
    }),
    persist({
      method: 'upsertGraph',
      with: ['query'],
      on: 'builder',
      entity: 'argument',
      columns: 'whole',
    }),
    read({
      method: ['findById', 'findOne', 'first'],
      with: ['query'],
      without: CHANGING,
      on: 'builder',
      gives: 'entity',
    }),
    read({ method: 'resultSize', with: ['query'], on: 'builder', gives: 'value' }),
    read({
      method: 'query',
      without: [...CHANGING, ...BY_ID, 'findById', 'findOne', 'first', 'resultSize'],
      on: 'builder',
      gives: 'entities',
    }),
    atomic({ method: 'raw', on: 'any' }),
    transaction({ method: 'transaction', on: 'connection', callback: arg(-1) }),
  ],
  idioms: {
    transaction: { handle: 'trx', open: (connection) => `${connection}.transaction(` },
    changedRows: { update: (name) => name },
    insertIfAbsent: { after: 'insert', text: () => '.onConflict().ignore()' },
    condition: { ...condition, toldWith: { increment: told, decrement: told } },
    column: ({ field, operator, amount }) => ({
      value: `raw('?? ${operator} ?', ['${field}', ${amount}])`,
      imports: { module: 'objection', name: 'raw' },
    }),
  },
});
