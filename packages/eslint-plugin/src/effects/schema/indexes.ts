import type { TSESTree } from '@typescript-eslint/utils';

import { lastName } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { isTrue, objectAt, objectsIn, propertyOf, textsIn } from './literals.js';

/** `{ indexes: [{ unique: true, fields: ['a', 'b'] }], uniques: [{ columnNames: ['a'] }] }` */
export function indexesOf(options: TSESTree.Node | undefined): string[][] {
  const indexes = ['indexes', 'indices'].flatMap((name) => objectsIn(propertyOf(options, name)));
  const uniques = objectsIn(propertyOf(options, 'uniques'));
  return [...indexes.filter(isUniqueIndex), ...uniques].map(columnsOfIndex);
}

/** Whether an index is told to be unique: `{ unique: true }`, `{ isUnique: true }`, `{ type: 'unique' }` */
export function isUniqueIndex(options: TSESTree.Node): boolean {
  if (['unique', 'isUnique'].some((name) => isTrue(propertyOf(options, name)))) return true;
  return textsIn(propertyOf(options, 'type')).some((type) => /^(unique|primary key)$/i.test(type));
}

/** The columns of an index, under the words of the libraries. */
export function columnsOfIndex(options: TSESTree.Node): string[] {
  return ['fields', 'columnNames', 'properties'].flatMap((name) => {
    const list = propertyOf(options, name);
    const named = objectsIn(list).flatMap((each) => textsIn(propertyOf(each, 'name')));
    return [...textsIn(list), ...named];
  });
}

/** The sets of columns that the object of a model's columns makes unique: `{ slug: { unique: true } }` */
export function uniqueOfColumns(columns: TSESTree.Node | undefined): string[][] {
  const sets = new Map<string, string[]>();
  for (const property of objectAt(columns)?.properties ?? []) {
    if (property.type !== 'Property') continue;
    const name = staticName(property) ?? '';
    // Columns of one name of an index are unique together.
    const set = uniqueName(property.value, name);
    if (set !== undefined) sets.set(set, [...(sets.get(set) ?? []), name]);
  }
  return [...sets.values()];
}

/** What the index of a unique column is called: its own name, where it has none. */
function uniqueName(node: TSESTree.Node, own: string): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') return isUniqueBuilder(inner) ? own : undefined;
  if (isTrue(propertyOf(inner, 'primaryKey'))) return 'primary key';
  const index = propertyOf(inner, 'index');
  const value = propertyOf(inner, 'unique') ?? propertyOf(index, 'unique');
  if (value === undefined || (value.type === 'Literal' && value.value === false)) return undefined;
  const name = textsIn(value.type === 'ObjectExpression' ? propertyOf(value, 'name') : value)[0];
  return value.type === 'ArrayExpression' ? own : (name ?? own);
}

/** `text().notNull().unique()` */
function isUniqueBuilder({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression') return false;
  if (/^(unique|primaryKey)$/.test(lastName(callee) ?? '')) return true;
  const inner = unwrap(callee.object);
  return inner.type === 'CallExpression' && isUniqueBuilder(inner);
}
