import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { lastName } from '../../syntax/member-path.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { nodesOfType } from '../../syntax/walk.js';
import type { Library, ModelDefinition } from '../library.js';
import { addBuiltTable } from './built-tables.js';
import { addClass } from './declared-in-class.js';
import { indexesOf, uniqueOfColumns } from './indexes.js';
import { isTrue, keysOf, propertyOf, textsIn } from './literals.js';
import { countsChanges, type Schema } from './schema.js';

type Source = Readonly<TSESLint.SourceCode>;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Adds the models that a file declares in the words of the libraries. */
export function addDeclaredModels(
  schema: Schema,
  source: Source,
  libraries: readonly Library[],
): void {
  const words = libraries.flatMap((library) => library.schema ?? []);
  const definitions = words.flatMap((word) => word.definitions ?? []);
  const versions = new Set(words.flatMap((word) => word.version ?? []));
  const classes = nodesOfType(source, 'ClassDeclaration');
  for (const declaration of classes) addClass(schema, declaration, versions);
  const calls = [...nodesOfType(source, 'CallExpression'), ...nodesOfType(source, 'NewExpression')];
  for (const call of calls) {
    addIndex(schema, call);
    addModel(schema, call);
    addBuiltTable(schema, call, source);
    for (const definition of definitions) addDefinition(schema, call, definition, versions);
  }
}

/** `const Users = model('User', userSchema)`: what the schema says holds for the model. */
function addModel(schema: Schema, node: Call): void {
  const [name, declared] = node.arguments;
  if (lastName(node.callee) !== 'model' || declared?.type !== 'Identifier') return;
  for (const each of [...textsIn(name), ...variableOf(node)]) schema.addTable(each, declared.name);
}

/** `new Schema({ email: { unique: true } }, { optimisticConcurrency: true })` */
function addDefinition(
  schema: Schema,
  node: Call,
  { call, name, columns, options }: ModelDefinition,
  versions: ReadonlySet<string>,
): void {
  if (lastName(node.callee) !== call) return;
  const table = name === undefined ? undefined : textsIn(node.arguments[name])[0];
  const model = table ?? givenName(node);
  if (model === undefined) return;
  const settings = options === undefined ? undefined : node.arguments[options];
  schema.add(model, {
    unique: [...uniqueOfColumns(node.arguments[columns]), ...indexesOf(settings)],
    isVersioned: [...versions].some((word) => isTrue(propertyOf(settings, word))),
    version: keysOf(node.arguments[columns]).find(countsChanges),
  });
  for (const word of ['tableName', 'collection']) {
    for (const other of textsIn(propertyOf(settings, word))) schema.addTable(model, other);
  }
  for (const variable of variableOf(node)) schema.addTable(variable, model);
}

/** `schema.index({ a: 1, b: 1 }, { unique: true })`; `createIndex` alike. */
function addIndex(schema: Schema, { callee, arguments: args }: Call): void {
  const inner = unwrap(callee);
  if (inner.type !== 'MemberExpression' || !/^(index|createIndex)$/.test(lastName(inner) ?? ''))
    return;
  const model = lastName(inner.object) ?? collectionOf(inner.object);
  const columns = keysOf(args[0]);
  if (model === undefined || columns.length === 0 || !isTrue(propertyOf(args[1], 'unique'))) return;
  schema.add(model, { unique: [columns], isVersioned: false });
}

/** `users` of `db.collection('users')` */
function collectionOf(node: TSESTree.Node): string | undefined {
  const inner = unwrap(node);
  return inner.type === 'CallExpression' ? textsIn(inner.arguments[0])[0] : undefined;
}

/** The variable that is declared with the node, what `model('User', node)` calls it, or a method's own. */
function givenName(node: Call): string | undefined {
  const { parent } = node;
  const [variable] = variableOf(node);
  if (variable !== undefined) return variable;
  if (parent.type === 'CallExpression' && parent.callee !== node)
    return textsIn(parent.arguments[0])[0];
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? lastName(callee.object) : undefined;
}

/** The variable that is declared with the node. */
function variableOf({ parent }: Call): string[] {
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? [parent.id.name]
    : [];
}
