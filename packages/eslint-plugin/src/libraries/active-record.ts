import { defineLibrary } from '../effects/library.js';
import { arg, build, create, persist, read, reload, update } from '../effects/operation.js';

/** `getTeamUser(teamId, userId)`, `findUserByEmail(email)` */
const FINDING = /^(?:find|get|load|fetch|lookup)([A-Z]\w*?)(?:By[A-Z]\w*)?$/;
const CREATING = /^(?:create|insert|add)([A-Z]\w*)$/;

/** Any `entity.save()`: what can be said where nothing tells which library is in use. */
export const activeRecord = defineLibrary({
  name: 'active-record',
  title: 'Active record',
  docs: 'https://www.martinfowler.com/eaaCatalog/activeRecord.html',
  packages: [],
  lockOptions: ['lock', 'transaction'],
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
    read({
      method: FINDING,
      entry: FINDING,
      on: 'function',
      gives: 'entity',
      awaited: true,
      present: arg(0),
    }),
    create({
      method: CREATING,
      entry: CREATING,
      on: 'function',
      value: arg(0),
      awaited: true,
      present: arg(0),
    }),
    create({ method: ['create', 'insert', 'add'], on: 'model', value: arg(0), awaited: true }),
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
