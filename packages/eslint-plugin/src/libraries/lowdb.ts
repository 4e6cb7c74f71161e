import { defineLibrary } from '../effects/library.js';
import { persist, reload } from '../effects/operation.js';

/** `await db.read(); db.data.n += 1; await db.write()`: the whole file goes back. */
export const lowdb = defineLibrary({
  name: 'lowdb',
  title: 'lowdb',
  docs: 'https://github.com/typicode/lowdb',
  packages: ['lowdb'],
  operations: [
    reload({ method: 'read', on: 'any' }),
    persist({ method: 'write', on: 'any', entity: 'receiver', columns: 'whole' }),
  ],
  inPlace: 'whole',
});
