import {
  arg,
  create,
  defineLibrary,
  put,
  read,
  transaction,
  update,
  view,
} from '../effects/library.js';

/** `getDoc(ref)` and `updateDoc(ref, changes)`; `transaction.get` and `transaction.update` retry. */
export const firestore = defineLibrary({
  name: 'firestore',
  title: 'Firestore',
  docs: 'https://firebase.google.com/docs/firestore/manage-data/transactions',
  packages: ['firebase', 'firebase-admin', '@google-cloud/firestore', '@angular/fire'],
  operations: [
    read({ method: 'getDoc', on: 'function', key: arg(0), gives: 'entity', distinctive: true }),
    update({
      method: 'updateDoc',
      on: 'function',
      key: arg(0),
      value: arg(1),
      distinctive: true,
    }),
    put({ method: 'setDoc', on: 'function', key: arg(0), value: arg(1), distinctive: true }),
    view({ method: 'data', on: 'entity' }),
    create({ method: 'addDoc', on: 'function', value: arg(1), distinctive: true }),
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
