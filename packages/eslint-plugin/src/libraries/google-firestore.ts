import { defineLibrary } from '../effects/library.js';
import { firestoreAdmin } from './firestore-admin.js';

/** The client that the one for servers stands on, by its own package. */
export const googleFirestore = defineLibrary({
  ...firestoreAdmin,
  name: 'google-firestore',
  title: 'Google Cloud Firestore',
  docs: 'https://cloud.google.com/nodejs/docs/reference/firestore/latest',
  packages: ['@google-cloud/firestore'],
  idioms: {
    countsFromZero: true,
    column: ({ operator, amount }) => ({
      value: `FieldValue.increment(${operator === '+' ? amount : `-${amount}`})`,
      imports: { module: '@google-cloud/firestore', name: 'FieldValue' },
    }),
  },
});
