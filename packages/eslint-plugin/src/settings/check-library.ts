import { DATABASES } from '../effects/isolation.js';
import {
  anyText,
  flag,
  functions,
  integer,
  isRecord,
  listOf,
  objectOf,
  oneOf,
  pattern,
  recordOf,
  someOf,
  text,
  textOrPattern,
  wrongType,
  type Check,
} from './checks.js';

const selector = objectOf(
  'a selector such as { arg: 0 }',
  { arg: integer, path: text, call: someOf(anyText) },
  ['arg'],
);

const given: Check = (path, value) => {
  if (isRecord(value)) objectOf('an object', { rowsAt: anyText }, ['rowsAt'])(path, value);
  else oneOf(['entity', 'entities', 'value', 'presence'])(path, value);
};

const givenByStore: Check = (path, value) => {
  if (isRecord(value)) objectOf('an object', { entityAt: integer }, ['entityAt'])(path, value);
  else oneOf(['entity'])(path, value);
};

/** What an operation of each kind has, besides what all have; first what it must have. */
const KINDS: Readonly<Record<string, readonly [string[], Readonly<Record<string, Check>>]>> = {
  read: [
    ['gives'],
    { key: selector, isKeyObject: flag, isKeyBare: flag, byUnique: flag, gives: given },
  ],
  reload: [[], { entity: oneOf(['argument']), detectsConflicts: flag }],
  persist: [
    ['entity', 'columns'],
    { entity: oneOf(['receiver', 'argument']), columns: oneOf(['dirty', 'whole']), loaded: flag },
  ],
  update: [
    ['value'],
    { value: selector, key: selector, missing: oneOf(['throws']), gives: given, ofRoot: flag },
  ],
  expression: [
    ['text', 'values', 'names'],
    { text: selector, values: selector, names: selector, key: selector },
  ],
  flush: [[], {}],
  assign: [[], {}],
  put: [['value'], { key: selector, value: selector, takesTime: flag }],
  create: [[], { value: selector }],
  build: [[], { value: selector }],
  atomic: [
    [],
    {
      splitWhenEmpty: selector,
      key: selector,
      changes: selector,
      counts: flag,
      row: selector,
      sets: selector,
      gives: givenByStore,
      admits: flag,
    },
  ],
  view: [[], {}],
  reference: [[], {}],
  'get-field': [[], {}],
  'set-field': [[], {}],
  sql: [
    ['text', 'rowsAt'],
    { text: selector, params: selector, bound: listOf(text), rowsAt: anyText },
  ],
  transaction: [[], { callback: selector, isolation: selector }],
  exclusive: [['callback'], { callback: selector, key: selector }],
};

const COMMON: Readonly<Record<string, Check>> = {
  kind: oneOf(Object.keys(KINDS)),
  method: someOf(textOrPattern),
  on: oneOf(['model', 'entity', 'connection', 'function', 'builder', 'transaction', 'any']),
  distinctive: flag,
  with: listOf(text),
  without: listOf(text),
  present: selector,
  presentSaying: pattern,
  saying: pattern,
  part: selector,
  entry: pattern,
  awaited: flag,
  model: selector,
};

const operation: Check = (path, value) => {
  if (!isRecord(value)) throw wrongType(path, 'an operation', value);
  COMMON['kind']?.(`${path}.kind`, value['kind']);
  const [required, parts] = KINDS[String(value['kind'])] ?? [[], {}];
  const all = ['kind', 'method', 'on', ...required];
  objectOf('an operation', { ...COMMON, ...parts }, all)(path, value);
};

const table: Check = (path, value) => {
  if (value !== 'root') selector(path, value);
};

const builder = objectOf(
  'an object',
  {
    table: listOf(table),
    where: listOf(text),
    whereOther: listOf(text),
    whereId: listOf(text),
    rowLock: objectOf(
      'an object',
      { call: listOf(text), argument: pattern, value: text, isRefusedOutside: flag },
      ['call'],
    ),
    transacting: listOf(text),
  },
  ['table', 'where'],
);

const schema = objectOf('an object', {
  definitions: listOf(
    objectOf(
      'an object that says how a model is declared',
      { call: text, name: integer, columns: integer, options: integer },
      ['call', 'columns'],
    ),
  ),
  version: listOf(text),
  config: objectOf('an object', { name: text, engine: pattern, schema: pattern }, ['name']),
});

const lockMatching: Readonly<Record<string, Check>> = {
  kind: oneOf(['exclusive', 'acquire', 'release']),
  method: someOf(text),
  key: selector,
  shared: flag,
  tries: flag,
  on: oneOf(['lock', 'guard']),
  guard: selector,
};

const maker = objectOf(
  'an object that says how a lock is made',
  {
    name: text,
    by: oneOf(['new', 'call']),
    permits: selector,
    key: selector,
    keyed: flag,
    wraps: selector,
    reentrantWith: selector,
  },
  ['name', 'by'],
);

const lockLibrary = objectOf(
  'an object that describes a library',
  {
    name: text,
    title: text,
    docs: text,
    packages: listOf(text),
    receivers: pattern,
    makers: listOf(maker),
    standing: listOf(text),
    reach: oneOf(['process', 'threads', 'machines']),
    expires: flag,
    isQueue: flag,
    isDisposable: flag,
    names: listOf(text),
    functions: objectOf('an object', { acquire: pattern, release: pattern }, [
      'acquire',
      'release',
    ]),
    manyKeys: recordOf(text),
    operations: listOf(objectOf('an operation', lockMatching, ['kind', 'method'])),
  },
  ['name', 'packages', 'makers', 'reach', 'operations'],
);

const dataLibrary = objectOf(
  'an object that describes a library',
  {
    name: text,
    title: text,
    docs: text,
    packages: listOf(text),
    receivers: pattern,
    types: listOf(text),
    operations: listOf(operation),
    builder,
    gated: flag,
    isSpread: flag,
    isOfOneUser: flag,
    rowLock: objectOf(
      'an object',
      {
        option: text,
        value: text,
        imports: objectOf('an object', { module: text, name: text }, ['module', 'name']),
        methods: recordOf(text),
        needs: text,
        joins: listOf(text),
      },
      ['option', 'value'],
    ),
    database: oneOf(DATABASES),
    lockOptions: listOf(text),
    operators: listOf(text),
    setters: listOf(text),
    typeNames: listOf(text),
    inPlace: oneOf(['atomic', 'ignored', 'whole']),
    unique: listOf(text),
    untestedVersion: flag,
    keepsText: flag,
    idioms: functions,
    schema,
  },
  ['name', 'packages', 'operations'],
);

/** Checks the description of a library, which has the form of those that the plugin brings. */
export function checkLibrary(path: string, value: unknown): void {
  const isLock = isRecord(value) && 'makers' in value;
  (isLock ? lockLibrary : dataLibrary)(path, value);
}
