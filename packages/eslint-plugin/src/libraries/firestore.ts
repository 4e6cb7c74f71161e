import { defineLibrary } from '../effects/library.js';
import {
  arg,
  atomic,
  create,
  put,
  read,
  reference,
  transaction,
  update,
  view,
} from '../effects/operation.js';

/** `getDoc(ref)` and `updateDoc(ref, changes)`; what a transaction reads and writes itself is retried. */
export const firestore = defineLibrary({
  name: 'firestore',
  title: 'Firestore',
  docs: 'https://firebase.google.com/docs/firestore/manage-data/transactions',
  packages: ['firebase', '@angular/fire'],
  isSpread: true,
  operations: [
    atomic({ method: ['get', 'getAll'], on: 'transaction', gives: 'entity' }),
    update({ method: 'update', on: 'transaction', key: arg(0), value: arg(1) }),
    atomic({ method: 'set', on: 'transaction', key: arg(0), sets: arg(1) }),
    atomic({ method: ['create', 'delete'], on: 'transaction' }),
    read({
      method: 'getDoc',
      on: 'function',
      key: arg(0),
      isKeyObject: true,
      gives: 'entity',
      distinctive: true,
    }),
    read({ method: 'getDocs', on: 'function', model: arg(0), gives: { rowsAt: 'docs' } }),
    update({
      method: 'updateDoc',
      on: 'function',
      key: arg(0),
      value: arg(1),
      distinctive: true,
    }),
    update({ method: 'setDoc', on: 'function', key: arg(0), value: arg(1), saying: /^merge$/ }),
    put({ method: 'setDoc', on: 'function', key: arg(0), value: arg(1), distinctive: true }),
    reference({ method: ['doc', 'collection', 'query'], on: 'function' }),
    view({ method: 'data', on: 'entity' }),
    create({
      method: 'addDoc',
      on: 'function',
      model: arg(0),
      value: arg(1),
      distinctive: true,
    }),
    atomic({ method: ['increment', 'arrayUnion', 'arrayRemove'], on: 'any' }),
    transaction({ method: 'runTransaction', on: 'any', callback: arg(-1), distinctive: true }),
  ],
  idioms: {
    countsFromZero: true,
    column: ({ operator, amount }) => ({
      value: `increment(${operator === '+' ? amount : `-${amount}`})`,
      imports: { module: 'firebase/firestore', name: 'increment' },
    }),
  },
});
