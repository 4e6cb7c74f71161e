import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { lastName } from '../../syntax/member-path.js';
import { isFunction, unwrap, wrapped } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { columnsOfIndex, indexesOf, isUniqueIndex, uniqueOfColumns } from './indexes.js';
import { isTrue, objectAt, objectsIn, propertyOf, textsIn } from './literals.js';
import type { Schema } from './schema.js';

type Source = Readonly<TSESLint.SourceCode>;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Calls that make or change the table that their first argument names. */
const TABLE = /^(create|alter)Table(IfNotExists)?$|^(pg|mysql|sqlite)Table$|^table$/;

/** Calls that add an index to the table that their first argument names. */
const INDEX = /^(addIndex|addConstraint|createIndex|createUniqueConstraint)$/;

/** Adds what a call of a migration, or of a builder of tables, says is unique. */
export function addBuiltTable(schema: Schema, call: Call, source: Source): void {
  const word = lastName(call.callee) ?? '';
  if (word === 'Table') return addListedTable(schema, objectAt(call.arguments[0]));
  const [table] = textsIn(call.arguments[0]);
  if (TABLE.test(word) && table !== undefined) {
    const rest = call.arguments.slice(1);
    add(
      schema,
      table,
      rest.flatMap((given) => uniqueIn(given, source)),
    );
  } else if (INDEX.test(word) && table !== undefined) {
    add(schema, table, uniqueOfIndex(call, word));
  } else if (call.type === 'CallExpression' && /^(add\w+|unique)$/.test(word)) {
    addChained(schema, call, word);
  }
}

function add(schema: Schema, table: string, unique: readonly (readonly string[])[]): void {
  const known = unique.filter((columns) => columns.length > 0);
  if (known.length > 0) schema.add(table, { unique: known, isVersioned: false });
}

/** `new Table({ name: 'users', columns: [{ name: 'email', isUnique: true }], indices: [] })` */
function addListedTable(schema: Schema, table: TSESTree.ObjectExpression | undefined): void {
  const [name] = textsIn(propertyOf(table, 'name'));
  if (!table || name === undefined) return;
  const columns = objectsIn(propertyOf(table, 'columns'));
  const unique = columns.filter((column) => isTrue(propertyOf(column, 'isUnique')));
  add(schema, name, [
    ...unique.map((column) => textsIn(propertyOf(column, 'name'))),
    ...indexesOf(table),
  ]);
}

/** `addIndex('users', ['email'], { unique: true })`, `createIndex('users', new TableIndex({ … }))` */
function uniqueOfIndex({ arguments: [, ...rest] }: Call, word: string): string[][] {
  const options = rest.flatMap(objectsIn);
  if (word !== 'createUniqueConstraint' && !options.some(isUniqueIndex)) return [];
  const listed = textsIn(rest[0]);
  return listed.length > 0 ? [listed] : options.map(columnsOfIndex);
}

/** What the columns, or the function that makes them, say. */
function uniqueIn(node: TSESTree.Node, source: Source): string[][] {
  if (!isFunction(node)) return [...uniqueOfColumns(node), ...indexesOf(node)];
  return [...walk(source, node.body)].flatMap((part) => {
    return part.type === 'CallExpression' ? [uniqueOfCall(part)] : [];
  });
}

/** `t.unique(['a', 'b'])`, `t.string('slug').unique()`, `unique().on(t.a, t.b)`, `primaryKey({ columns: [t.a] })` */
function uniqueOfCall({ callee, arguments: args }: TSESTree.CallExpression): string[] {
  const inner = unwrap(callee);
  const word = lastName(inner) ?? '';
  if (inner.type !== 'MemberExpression') {
    const columns = propertyOf(args[0], 'columns');
    return word === 'primaryKey' && columns ? namesIn(columns) : [];
  }
  const before = unwrap(inner.object);
  if (word === 'on') return isUniqueCall(before) ? args.flatMap(namesIn) : [];
  if (!/^(unique|primary)$/.test(word)) return [];
  return args.length > 0 ? textsIn(args[0]) : columnOf(before);
}

/** `uniqueIndex('name')` */
function isUniqueCall(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && /^unique(Index)?$/.test(lastName(node.callee) ?? '');
}

/** `slug` of `t.string('slug').notNullable()` */
function columnOf(node: TSESTree.Node): string[] {
  if (node.type !== 'CallExpression') return [];
  const callee = unwrap(node.callee);
  const inner = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  return inner?.type === 'CallExpression' ? columnOf(inner) : textsIn(node.arguments[0]);
}

/** `a` and `b` of `[t.a, t.b]` */
function namesIn(node: TSESTree.Node): string[] {
  const inner = unwrap(node);
  if (inner.type !== 'ArrayExpression') return [lastName(inner) ?? ''];
  return inner.elements.flatMap((element) => (element ? namesIn(element) : []));
}

/** `createTable('t').addUniqueConstraint('name', ['a'])`, `createIndex('name').unique().on('t').columns(['a'])` */
function addChained(schema: Schema, call: TSESTree.CallExpression, word: string): void {
  const chain = callsAround(call);
  const named = chain.find((other) => /^((create|alter)Table|on)$/.test(wordOf(other)));
  const [table] = textsIn(named?.arguments[0]);
  if (table === undefined) return;
  const [, given, builder] = call.arguments;
  if (/^add(Unique|PrimaryKey)Constraint$/.test(word)) add(schema, table, [textsIn(given)]);
  if (word === 'addColumn' && builder && isFunction(builder) && isUniqueBuilder(builder.body))
    add(schema, table, [textsIn(call.arguments[0])]);
  if (word !== 'unique' || !chain.some((other) => wordOf(other) === 'createIndex')) return;
  const columns = chain.filter((other) => /^(column|columns)$/.test(wordOf(other)));
  add(schema, table, [columns.flatMap((other) => textsIn(other.arguments[0]))]);
}

function isUniqueBuilder(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression') return false;
  return callsAround(inner).some((call) => wordOf(call) === 'unique');
}

function wordOf({ callee }: TSESTree.CallExpression): string {
  return lastName(callee) ?? '';
}

/** All calls of the chain that a call is one of. */
function callsAround(call: TSESTree.CallExpression): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  for (let at: TSESTree.Node = outermostOf(call); at.type === 'CallExpression';) {
    calls.push(at);
    const callee = unwrap(at.callee);
    if (callee.type !== 'MemberExpression') break;
    at = unwrap(callee.object);
  }
  return calls;
}

function outermostOf(call: TSESTree.CallExpression): TSESTree.CallExpression {
  const { parent } = wrapped(call);
  const next = parent?.type === 'MemberExpression' ? wrapped(parent).parent : undefined;
  const isCalled = next?.type === 'CallExpression' && unwrap(next.callee) === parent;
  return isCalled ? outermostOf(next) : call;
}
