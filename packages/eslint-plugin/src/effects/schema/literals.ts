import type { TSESTree } from '@typescript-eslint/utils';

import { staticName, unwrap } from '../../syntax/node-shapes.js';

/** The texts that an expression is or lists: `'a'`, `['a', 'b']`; no others. */
export function textsIn(node: TSESTree.Node | null | undefined): string[] {
  const inner = node && unwrap(node);
  if (inner?.type === 'Literal') return typeof inner.value === 'string' ? [inner.value] : [];
  return inner?.type === 'ArrayExpression' ? inner.elements.flatMap(textsIn) : [];
}

export function objectAt(
  node: TSESTree.Node | null | undefined,
): TSESTree.ObjectExpression | undefined {
  const inner = node && unwrap(node);
  return inner?.type === 'ObjectExpression' ? inner : undefined;
}

/** The names of an object's properties. */
export function keysOf(node: TSESTree.Node | null | undefined): string[] {
  const properties = objectAt(node)?.properties ?? [];
  return properties.flatMap((at) => (at.type === 'Property' ? [staticName(at) ?? ''] : []));
}

export function propertyOf(
  node: TSESTree.Node | null | undefined,
  name: string,
): TSESTree.Node | undefined {
  const found = objectAt(node)?.properties.find((property) => {
    return property.type === 'Property' && staticName(property) === name;
  });
  return found?.type === 'Property' ? unwrap(found.value) : undefined;
}

/** The objects that a list holds, made by `new` of something or not: `[{ … }, new Index({ … })]`. */
export function objectsIn(node: TSESTree.Node | null | undefined): TSESTree.ObjectExpression[] {
  const inner = node && unwrap(node);
  if (inner?.type === 'ObjectExpression') return [inner];
  if (inner?.type === 'NewExpression') return inner.arguments.flatMap(objectsIn);
  return inner?.type === 'ArrayExpression' ? inner.elements.flatMap(objectsIn) : [];
}

export function isTrue(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && node.value === true;
}
