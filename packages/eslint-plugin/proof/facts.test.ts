import { describe, expect, test } from 'vitest';
import { isLoud, type Database } from '../src/effects/isolation.js';
import type { Library } from '../src/effects/library.js';
import type { Operation } from '../src/effects/operation.js';
import { libraries } from '../src/libraries/index.js';
import { readFacts } from './facts-file.js';
import { ofTen, type Facts } from './facts.js';
import { NOT_PROBED, PROBED, versionsOf } from './subjects.js';

const result = readFacts();

const DATABASES: Readonly<Record<string, Database>> = {
  PostgreSQL: 'postgresql',
  MariaDB: 'mariadb',
  SQLite: 'sqlite',
};

const probed = PROBED.map((subject) => {
  const { library: name, describedBy = name } = subject;
  const library = libraries.find((one) => one.name === describedBy) as Library;
  const { facts, engine, versions } = result.libraries[name] ?? {
    facts: {},
    engine: '',
    versions: '',
  };
  return { name, library, facts, engine, versions, pinned: versionsOf(subject) };
});

test('every library was asked, or it is said why not', () => {
  const names = [...probed.map(({ library }) => library.name), ...Object.keys(NOT_PROBED)];

  expect(new Set(names)).toEqual(new Set(libraries.map(({ name }) => name)));
  expect(Object.keys(result.libraries).sort()).toEqual(PROBED.map(({ library }) => library).sort());
});

describe.each(probed)('$name', ({ library, facts, engine, versions, pinned }) => {
  test('was asked in the version that is pinned', () => {
    expect(versions).toBe(pinned);
  });

  test('its description says what it does', () => {
    expect(contradictions(library, facts, engine)).toEqual([]);
  });
});

/** Each makes a description wrong, and is found. */
test.each<[string, string, (library: Library) => Library]>([
  [
    'a save that writes all columns',
    'sequelize',
    (library) => changed(library, 'persist', { columns: 'whole' }),
  ],
  [
    'a save that writes changed columns only',
    'typeorm',
    (library) => changed(library, 'persist', { columns: 'dirty' }),
  ],
  ['an update that is atomic', 'pg', (library) => changed(library, 'sql', { kind: 'update' })],
  [
    'an upsert that is one statement',
    'prisma',
    (library) => changed(library, 'atomic', { splitWhenEmpty: undefined }),
  ],
  [
    'an increment that is a plain update',
    'knex',
    (library) => changed(library, 'atomic', { kind: 'update' }),
  ],
  ['a version that is honoured', 'typeorm', (library) => ({ ...library, untestedVersion: false })],
  ['a version that is not', 'mikro-orm', (library) => ({ ...library, untestedVersion: true })],
  [
    'a lock that needs no transaction',
    'sequelize',
    (library) => ({ ...library, rowLock: { option: 'lock', value: 'true' } }),
  ],
  [
    'a lock that needs one in vain',
    'typeorm',
    (library) => ({ ...library, rowLock: { option: 'lock', value: 'true', needs: 'x' } }),
  ],
  ['arrays that are not saved', 'typeorm', (library) => ({ ...library, inPlace: 'ignored' })],
  ['rows elsewhere', 'dynamodb', (library) => changed(library, 'read', { gives: 'entity' })],
  ['storage that lets others in', 'durable-object', (library) => ({ ...library, gated: false })],
])('a description that claims %s contradicts the facts', (_what, name, plant) => {
  const { library, facts, engine } = probed.find((one) => one.name === name) as (typeof probed)[0];

  expect(contradictions(plant(library), facts, engine)).not.toEqual([]);
});

function changed(library: Library, kind: Operation['kind'], parts: object): Library {
  const operations = library.operations.map((one) =>
    one.kind === kind ? { ...one, ...parts } : one,
  );
  return { ...library, operations };
}

function contradictions(library: Library, facts: Facts, engine: string): string[] {
  return [
    ...each(facts.saves, (call, writes) => {
      const columns = operationsOf(library, call).map((one) => writtenBy(one));
      return columns.includes(writes)
        ? ''
        : `saves ${writes}, and is described as ${columns.join()}`;
    }),
    ...each(facts.updates, (call, writes) => {
      const columns = operationsOf(library, call).map((one) => writtenBy(one));
      return columns.includes(writes)
        ? ''
        : `writes ${writes}, and is described as ${columns.join()}`;
    }),
    ...each(facts.atomic, (call, isAtomic) => {
      return mayBeAtomic(library, call, isAtomic) ? '' : `is ${isAtomic ? '' : 'not '}atomic`;
    }),
    ...each(facts.creates, (call, how) => {
      const wrong = operationsOf(library, call).every((one) => !canCreate(one, how));
      return wrong ? how : '';
    }),
    ...each(facts.gives, (call, gives) => {
      const described = operationsOf(library, call).flatMap(givenBy);
      return described.includes(gives)
        ? ''
        : `gives ${gives}, and is described as ${described.join()}`;
    }),
    ...each(facts.isolation, (level, fate) => {
      const database = DATABASES[engine.split(' ')[0] ?? ''];
      return isLoud(level, database) === (fate === 'refused') ? '' : fate;
    }),
    ...lockOf(library, facts.lock),
    ...versionOf(library, facts.version),
    ...(facts.inPlace && facts.inPlace !== library.inPlace ? [`in place: ${facts.inPlace}`] : []),
    ...gateOf(library, facts.also ?? {}),
  ];
}

function each<Fact>(
  facts: Readonly<Record<string, Fact>> | undefined,
  check: (name: string, fact: Fact) => string,
): string[] {
  return Object.entries(facts ?? {}).flatMap(([name, fact]) => {
    const wrong = check(name, fact);
    return wrong === '' ? [] : [`${name}: ${wrong}`];
  });
}

/** The operations that a call may be; what stands behind its name is for people. */
function operationsOf({ operations }: Library, call: string): Operation[] {
  const [, entity, name = ''] = /^(entity\.)?([$\w]+)/.exec(call) ?? [];
  return operations.filter(({ method, on }) => {
    if ((entity !== undefined) !== (on === 'entity')) return false;
    return method instanceof RegExp ? method.test(name) : [method].flat().includes(name);
  });
}

function writtenBy(operation: Operation): string {
  if (operation.kind === 'put') return 'whole row';
  if (operation.kind !== 'persist') return 'changed columns';
  return operation.columns === 'whole' ? 'whole row' : 'changed columns';
}

/** A statement's text says whether it is; an update's value may, where the library has operators. */
function mayBeAtomic(library: Library, call: string, isAtomic: boolean): boolean {
  const [name = ''] = call.split(' ');
  const kinds = operationsOf(library, call).map(({ kind }) => kind);
  if (!isAtomic) return kinds.some((kind) => kind !== 'atomic');
  const isOperator = library.operators?.includes(name) === true;
  const isComputed = call.endsWith(' (by an expression)') && kinds.includes('update');
  return isOperator || isComputed || kinds.some((kind) => /^(atomic|sql|expression)$/.test(kind));
}

function canCreate(operation: Operation, how: string): boolean {
  if (operation.kind === 'sql') return true;
  if (operation.kind !== 'atomic')
    return operation.kind === 'create' && how !== 'the store decides';
  return how !== 'looks first' || operation.splitWhenEmpty !== undefined;
}

/** Rows that a statement gives as they are may be one or many. */
function givenBy(operation: Operation): string[] {
  const gives = 'gives' in operation ? operation.gives : operation;
  if (typeof gives === 'string') return [gives];
  if (typeof gives !== 'object' || !('rowsAt' in gives)) return [];
  return gives.rowsAt === '' ? ['entity', 'entities'] : [`rows at ${gives.rowsAt}`];
}

/** A lock outside of a transaction is refused, or it is worth nothing and the description must say so. */
function lockOf({ rowLock, builder }: Library, lock: Facts['lock']): string[] {
  if (!lock || (!rowLock && !builder?.rowLock)) return [];
  const isWorthless = rowLock
    ? rowLock.needs !== undefined
    : builder?.rowLock?.isRefusedOutside !== true;
  const isRight = lock.inside === 'held' && isWorthless === (lock.outside === 'none');
  return isRight ? [] : [`a lock outside of a transaction: ${lock.outside}`];
}

function versionOf({ schema, untestedVersion = false }: Library, fate: Facts['version']): string[] {
  if (!fate || (!schema?.version && !untestedVersion && fate === 'refused')) return [];
  return untestedVersion === (fate === 'lost silently') ? [] : [`a stale version: ${fate}`];
}

function gateOf({ gated = false }: Library, also: NonNullable<Facts['also']>): string[] {
  const kept = also['ten updates with nothing but storage between get and put'];
  return kept === undefined || gated === (kept === ofTen(10)) ? [] : [`gated: ${kept}`];
}
