import { arg, build, defineLibrary, persist, read, reload, update } from '../effects/library.js';

/** Any `entity.save()`: what can be said where nothing tells which library is in use. */
export const activeRecord = defineLibrary({
  name: 'active-record',
  title: 'Active record',
  docs: 'https://www.martinfowler.com/eaaCatalog/activeRecord.html',
  packages: [],
  operations: [
    read({
      method: /^(find|load|fetch|get[A-Z]|query|retrieve|lookup)\w*(All|Many|s)$/,
      on: 'model',
      gives: 'entities',
      awaited: true,
    }),
    read({
      method: /^(find|load|fetch|get[A-Z]|query|retrieve|lookup)/,
      on: 'model',
      gives: 'entity',
      awaited: true,
    }),
    build({ method: 'build', on: 'model' }),
    persist({ method: 'save', on: 'entity', entity: 'receiver', columns: 'dirty' }),
    persist({
      method: ['save', 'persist'],
      on: 'model',
      entity: 'argument',
      columns: 'whole',
    }),
    update({ method: 'update', on: 'entity', value: arg(0) }),
    reload({ method: ['reload', 'refresh'], on: 'entity' }),
  ],
});
