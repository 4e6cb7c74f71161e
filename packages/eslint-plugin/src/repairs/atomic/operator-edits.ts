import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { appendToList } from '../../syntax/list.js';
import { replaceNode, replaceRange, type TextEdit } from '../../syntax/edit.js';
import { staticName } from '../../syntax/node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Moves a column under an operator: `{ $set: { n, seen } }` becomes
 * `{ $set: { seen }, $inc: { n: 1 } }`, and `{ n }` becomes `{ $inc: { n: 1 } }`.
 */
export function operatorEdits(
  property: TSESTree.Property,
  operator: string,
  value: string,
  source: SourceCode,
): TextEdit[] | undefined {
  const columns = property.parent;
  if (columns.type !== 'ObjectExpression' || property.computed) return undefined;
  const entry = `${operator}: { ${source.getText(property.key)}: ${value} }`;
  const set = columns.parent.type === 'Property' ? columns.parent : undefined;
  const whole = set?.parent;
  if (whole?.type === 'ObjectExpression') {
    if (staticName(set as TSESTree.Property) !== '$set' || hasKey(whole, operator))
      return undefined;
    if (columns.properties.length === 1) return [replaceNode(set as TSESTree.Property, entry)];
    return [
      removeProperty(property, columns, source),
      appendToList(source, set as TSESTree.Property, entry),
    ];
  }
  return hasKey(columns, operator) ? undefined : [replaceNode(property, entry)];
}

function hasKey({ properties }: TSESTree.ObjectExpression, name: string): boolean {
  return properties.some((each) => each.type === 'Property' && staticName(each) === name);
}

/** Removes the property with the comma that parts it from its neighbour. */
function removeProperty(
  property: TSESTree.Property,
  { properties }: TSESTree.ObjectExpression,
  source: SourceCode,
): TextEdit {
  const next = properties[properties.indexOf(property) + 1];
  if (next) return replaceRange(property.range[0], next.range[0], '');
  const before = properties[properties.indexOf(property) - 1];
  const comma = before && source.getTokenAfter(before);
  return replaceRange(comma?.range[0] ?? property.range[0], property.range[1], '');
}
