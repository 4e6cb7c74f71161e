import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { decoratorsOf } from '../../syntax/decorators.js';

import { lastName } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { nodesOfType } from '../../syntax/walk.js';
import type { Library, ModelDefinition } from '../library.js';
import { countsChanges, type Schema } from './schema.js';

type Source = Readonly<TSESLint.SourceCode>;

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
    for (const definition of definitions) addDefinition(schema, call, definition, versions);
  }
  for (const call of calls) addModel(schema, call);
}

/** `const Users = model('User', userSchema)`: what the schema says holds for the model. */
function addModel(schema: Schema, node: TSESTree.CallExpression | TSESTree.NewExpression): void {
  const [name, declared] = node.arguments;
  if (lastName(node.callee) !== 'model' || declared?.type !== 'Identifier') return;
  const known = schema.of(declared.name);
  const names = [...textsIn(name), givenName(node)];
  for (const each of new Set(names)) if (each !== undefined) schema.add(each, known);
}

/** `@Unique(['listId', 'position']) class Item { @Column({ unique: true }) slug; @Version() n; }` */
function addClass(
  schema: Schema,
  declaration: TSESTree.ClassDeclaration,
  versions: ReadonlySet<string>,
): void {
  const { id, body } = declaration;
  if (!id) return;
  const unique = decoratorsOf(declaration).flatMap((decorator) => {
    const call = callOf(decorator);
    const isUnique = lastName(call.callee) === 'Unique' || hasTrue(call, 'unique');
    const columns = call.arguments.flatMap(textsIn);
    return isUnique && columns.length > 0 ? [columns] : [];
  });
  let isVersioned = false;
  let version: string | undefined;
  for (const member of body.body) {
    if (member.type !== 'PropertyDefinition') continue;
    const name = staticName(member) ?? '';
    const calls = decoratorsOf(member).map(callOf);
    if (calls.length > 0 && countsChanges(name)) version = name;
    const isUnique = calls.some((call) => isUniqueColumn(call));
    if (isUnique) unique.push([staticName(member) ?? '']);
    isVersioned ||= calls.some((call) => {
      return versions.has(`@${lastName(call.callee) ?? ''}`) || isVersionOption(call, versions);
    });
  }
  schema.add(id.name, { unique, isVersioned, version });
}

interface Called {
  readonly callee: TSESTree.Node;
  readonly arguments: readonly TSESTree.Node[];
}

function callOf({ expression }: TSESTree.Decorator): Called {
  return expression.type === 'CallExpression' ? expression : { callee: expression, arguments: [] };
}

function isUniqueColumn(call: Called): boolean {
  return (
    /^(Unique|Primary(Column|Key))$/.test(lastName(call.callee) ?? '') || hasTrue(call, 'unique')
  );
}

function isVersionOption(call: Called, versions: ReadonlySet<string>): boolean {
  return [...versions].some((name) => hasTrue(call, name));
}

function hasTrue(call: Called, name: string): boolean {
  return call.arguments.some((argument) => isTrue(propertyOf(argument, name)));
}

/** `new Schema({ email: { unique: true } }, { optimisticConcurrency: true })` */
function addDefinition(
  schema: Schema,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  { call, name, columns, options }: ModelDefinition,
  versions: ReadonlySet<string>,
): void {
  if (lastName(node.callee) !== call) return;
  const named = name === undefined ? undefined : node.arguments[name];
  const model = textsIn(named)[0] ?? givenName(node);
  const properties = objectAt(node.arguments[columns])?.properties ?? [];
  const unique = properties.flatMap((property) => {
    const isUnique = property.type === 'Property' && isUniqueValue(property.value);
    return isUnique ? [[staticName(property) ?? '']] : [];
  });
  const settings = options === undefined ? undefined : node.arguments[options];
  const isVersioned = [...versions].some((word) => isTrue(propertyOf(settings, word)));
  const names = properties.map((at) => (at.type === 'Property' ? (staticName(at) ?? '') : ''));
  const version = names.find(countsChanges);
  if (model !== undefined)
    schema.add(model, { unique: [...unique, ...indexesOf(settings)], isVersioned, version });
}

/** `{ indexes: [{ unique: true, fields: ['a', 'b'] }] }` */
function indexesOf(options: TSESTree.Node | undefined): string[][] {
  const list = propertyOf(options, 'indexes');
  const elements = list?.type === 'ArrayExpression' ? list.elements : [];
  return elements.flatMap((element) => {
    const isUnique = element !== null && isTrue(propertyOf(element, 'unique'));
    return isUnique ? [textsIn(propertyOf(element, 'fields'))] : [];
  });
}

/** `schema.index({ a: 1, b: 1 }, { unique: true })`; `createIndex` alike. */
function addIndex(
  schema: Schema,
  { callee, arguments: args }: TSESTree.CallExpression | TSESTree.NewExpression,
): void {
  const inner = unwrap(callee);
  if (inner.type !== 'MemberExpression' || !/^(index|createIndex)$/.test(staticName(inner) ?? ''))
    return;
  const columns = objectAt(args[0])?.properties ?? [];
  const model = lastName(inner.object);
  if (model === undefined || !isTrue(propertyOf(args[1], 'unique'))) return;
  const names = columns.flatMap((at) => (at.type === 'Property' ? [staticName(at) ?? ''] : []));
  schema.add(model, { unique: [names], isVersioned: false });
}

/** `{ type: String, unique: true }`; `text().unique()`. */
function isUniqueValue(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'ObjectExpression') {
    return ['unique', 'primaryKey'].some((name) => {
      const value = propertyOf(inner, name);
      return value !== undefined && !(value.type === 'Literal' && value.value === false);
    });
  }
  if (inner.type !== 'CallExpression' || inner.callee.type !== 'MemberExpression') return false;
  const isUnique = /^(unique|primaryKey)$/.test(staticName(inner.callee) ?? '');
  return isUnique || isUniqueValue(inner.callee.object);
}

/** The variable that is declared with the node, what `model('User', node)` calls it, or a method's own. */
function givenName(node: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const { parent } = node;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier')
    return parent.id.name;
  if (parent.type === 'CallExpression' && parent.callee !== node)
    return textsIn(parent.arguments[0])[0];
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? lastName(callee.object) : undefined;
}

function textsIn(node: TSESTree.Node | null | undefined): string[] {
  const inner = node && unwrap(node);
  if (inner?.type === 'Literal') return typeof inner.value === 'string' ? [inner.value] : [];
  if (inner?.type === 'ArrayExpression') return inner.elements.flatMap(textsIn);
  return inner?.type === 'ObjectExpression' ? textsIn(propertyOf(inner, 'properties')) : [];
}

function objectAt(node: TSESTree.Node | undefined): TSESTree.ObjectExpression | undefined {
  const inner = node && unwrap(node);
  return inner?.type === 'ObjectExpression' ? inner : undefined;
}

function propertyOf(node: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  const found = objectAt(node)?.properties.find((property) => {
    return property.type === 'Property' && staticName(property) === name;
  });
  return found?.type === 'Property' ? unwrap(found.value) : undefined;
}

function isTrue(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && node.value === true;
}
