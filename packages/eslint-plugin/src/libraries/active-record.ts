import { defineLibrary } from '../effects/library.js';
import { arg, build, create, persist, read, reload, update, view } from '../effects/operation.js';

/** `getTeamUser(teamId, userId)`, `findUserByEmail(email)` */
const FINDING = /^(?:find|get|load|fetch|lookup)([A-Z]\w*?)(?:By[A-Z]\w*)?$/;
const CREATING = /^(?:create|insert|add)([A-Z]\w*)$/;
/** `updateUser(id, changes)`, `patchById(id, changes)`, `updateStatus(id, status)` */
const UPDATING = /^(?:update|patch)(|[A-Z]\w*?)(?:By[A-Z]\w*)?$/;
/** `updateUser(user)`, `saveTransfer(transfer)` */
const STORING = /^(?:update|save|persist)[A-Z]\w*$/;

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
      key: arg(0),
      isKeyBare: true,
      gives: 'entities',
      awaited: true,
    }),
    read({
      method: /^(find|load|fetch|get[A-Z]|query|retrieve|lookup)/,
      on: 'model',
      key: arg(0),
      isKeyBare: true,
      gives: 'entity',
      awaited: true,
    }),
    read({
      method: FINDING,
      entry: FINDING,
      on: 'function',
      key: arg(0),
      isKeyBare: true,
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
    persist({
      method: 'update',
      on: 'model',
      entity: 'argument',
      columns: 'whole',
      loaded: true,
      awaited: true,
    }),
    persist({
      method: STORING,
      on: 'model',
      entity: 'argument',
      columns: 'whole',
      loaded: true,
      awaited: true,
    }),
    persist({
      method: STORING,
      on: 'function',
      entity: 'argument',
      columns: 'whole',
      loaded: true,
      awaited: true,
    }),
    update({
      method: UPDATING,
      entry: UPDATING,
      on: 'model',
      key: arg(0),
      value: arg(1),
      present: arg(1),
      awaited: true,
    }),
    update({
      method: UPDATING,
      entry: UPDATING,
      on: 'function',
      key: arg(0),
      value: arg(1),
      present: arg(1),
      awaited: true,
    }),
    update({ method: 'update', on: 'entity', value: arg(0) }),
    reload({ method: ['reload', 'refresh'], on: 'entity' }),
    view({ method: ['unwrap', 'unwrapOr', 'getOrThrow', 'orElseThrow'], on: 'entity' }),
  ],
});
