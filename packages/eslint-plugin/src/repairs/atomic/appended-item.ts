import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { oldValue } from './written-sum.js';

/** `item` of `[...row.tags, item]` and of `row.tags.concat(item)`, where it does not read the list. */
export function appendedItem(
  value: TSESTree.Node,
  old: TSESTree.Node,
  source: Readonly<TSESLint.SourceCode>,
): TSESTree.Expression | undefined {
  const inner = unwrap(value);
  const item = inner.type === 'ArrayExpression' ? itemOf(inner, old, source) : undefined;
  const list = unwrap(old);
  const name = list.type === 'MemberExpression' ? staticName(list) : undefined;
  if (!item || name === undefined) return undefined;
  const readsList = [...walk(source, item)].some((node) => {
    return node.type === 'MemberExpression' && staticName(node) === name;
  });
  return readsList ? undefined : item;
}

function itemOf(
  { elements }: TSESTree.ArrayExpression,
  old: TSESTree.Node,
  source: Readonly<TSESLint.SourceCode>,
): TSESTree.Expression | undefined {
  const [first, item] = elements;
  if (elements.length !== 2 || first?.type !== 'SpreadElement') return undefined;
  if (!isOld(first.argument, old, source) || !item || item.type === 'SpreadElement')
    return undefined;
  return item;
}

/** Whether the list is the old one, under its own name or another; not one that may be missing. */
function isOld(
  list: TSESTree.Node,
  old: TSESTree.Node,
  source: Readonly<TSESLint.SourceCode>,
): boolean {
  return oldValue(list, old, source)?.countsFromZero === false;
}
