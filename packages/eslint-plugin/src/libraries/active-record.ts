import { arg, build, defineLibrary, persist, read, reload } from '../effects/library.js';

/** Any `entity.save()`: what can be said where nothing tells which library is in use. */
export const activeRecord = defineLibrary({
  name: 'active-record',
  title: 'Active record',
  docs: 'https://www.martinfowler.com/eaaCatalog/activeRecord.html',
  packages: [],
  operations: [
    read({
      method: /^(find|load|fetch|get|query|retrieve|lookup)\w*(All|Many|s)$/,
      on: 'model',
      gives: 'entities',
    }),
    read({ method: /^(find|load|fetch|get|query|retrieve|lookup)/, on: 'model', gives: 'entity' }),
    build({ method: 'build', on: 'model' }),
    persist({ method: 'save', on: 'entity', entity: 'receiver', columns: 'dirty' }),
    persist({
      method: ['save', 'persist', 'update', 'flush'],
      on: 'model',
      entity: arg(0),
      columns: 'whole',
    }),
    reload({ method: ['reload', 'refresh'], on: 'entity' }),
  ],
});
