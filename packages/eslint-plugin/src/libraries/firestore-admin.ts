import { defineLibrary } from '../effects/library.js';
import {
  arg,
  argOf,
  atomic,
  create,
  put,
  read,
  reference,
  transaction,
  update,
  view,
} from '../effects/operation.js';

/** `db.collection('users').doc(id).update(changes)`; what a transaction reads and writes is retried. */
export const firestoreAdmin = defineLibrary({
  name: 'firestore-admin',
  title: 'Firestore for servers',
  docs: 'https://firebase.google.com/docs/reference/admin/node/firebase-admin.firestore',
  packages: ['firebase-admin'],
  receivers: /firestore|^(db|admin)$/i,
  builder: { table: [argOf('collection', 0)], where: ['where'], whereId: ['doc'] },
  operations: [
    atomic({ method: ['get', 'getAll'], on: 'transaction', gives: 'entity' }),
    update({ method: 'update', on: 'transaction', key: arg(0), value: arg(1) }),
    atomic({ method: 'set', on: 'transaction', key: arg(0), sets: arg(1) }),
    atomic({ method: ['create', 'delete'], on: 'transaction' }),
    read({ method: 'get', with: ['collection', 'doc'], on: 'builder', gives: 'entity' }),
    read({
      method: 'get',
      with: ['collection'],
      without: ['doc'],
      on: 'builder',
      gives: { rowsAt: 'docs' },
    }),
    update({
      method: 'update',
      with: ['collection', 'doc'],
      on: 'builder',
      value: argOf('update', 0),
    }),
    update({
      method: 'set',
      with: ['collection', 'doc'],
      on: 'builder',
      value: argOf('set', 0),
      saying: /^merge$/,
    }),
    put({ method: 'set', with: ['collection', 'doc'], on: 'builder', value: argOf('set', 0) }),
    atomic({ method: 'create', with: ['collection', 'doc'], on: 'builder' }),
    create({
      method: 'add',
      with: ['collection'],
      without: ['doc'],
      on: 'builder',
      value: argOf('add', 0),
    }),
    reference({
      method: 'doc',
      with: ['collection'],
      without: ['get', 'update', 'set', 'create', 'delete'],
      on: 'builder',
    }),
    update({ method: 'update', on: 'entity', value: arg(0) }),
    view({ method: 'data', on: 'entity' }),
    atomic({ method: ['increment', 'arrayUnion', 'arrayRemove'], on: 'any' }),
    transaction({ method: 'runTransaction', on: 'any', callback: arg(-1), distinctive: true }),
  ],
  idioms: {
    countsFromZero: true,
    column: ({ operator, amount }) => ({
      value: `FieldValue.increment(${operator === '+' ? amount : `-${amount}`})`,
      imports: { module: 'firebase-admin/firestore', name: 'FieldValue' },
    }),
  },
});
