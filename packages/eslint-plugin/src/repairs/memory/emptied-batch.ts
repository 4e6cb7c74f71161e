import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { EmptiedBatch } from '../../analyses/emptied-batches.js';
import { insertBefore, removeStatement, replaceNode } from '../../syntax/edit.js';
import { enclosingFunction, enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { freeName } from '../../syntax/names.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { walk } from '../../syntax/walk.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The repairs of a list that is emptied only after it was handed to awaited work. */
export function repairsOfEmptiedBatch(batch: EmptiedBatch, source: SourceCode): Repair[] {
  const repair = takeFirst(batch, source);
  return repair ? [repair] : [];
}

/** `await save(list); list = []` becomes `const batch = list.splice(0); await save(batch)`. */
function takeFirst(
  { taken, write, list, awaited }: EmptiedBatch,
  source: SourceCode,
): Repair | undefined {
  const [first, last] = [enclosingStatement(awaited), write.node.parent];
  const isPlain =
    last?.type === 'ExpressionStatement' &&
    first.parent === last.parent &&
    isInside(taken, awaited) &&
    isArray(write.node, list);
  if (!isPlain || isMentionedBetween({ taken, list }, [first, last], source)) return undefined;
  const name = freeName(source, enclosingFunction(awaited) ?? source.ast, 'batch');
  const { semicolon, eol } = styleOf(source);
  const head = `const ${name} = ${source.getText(list)}.splice(0)${semicolon}`;
  return {
    kind: 'reorder',
    label: 'Empty it before the `await` (lost if that fails)',
    edits: [
      insertBefore(first, head + eol + indentOf(source, first)),
      replaceNode(taken, name),
      removeStatement(source, last),
    ],
  };
}

/** Whether the list is an array, as the way of emptying it tells. */
function isArray(node: TSESTree.Node, list: TSESTree.Node): boolean {
  if (node.type !== 'AssignmentExpression') return false;
  return node.left !== list || node.right.type === 'ArrayExpression';
}

function isMentionedBetween(
  { taken, list }: Pick<EmptiedBatch, 'taken' | 'list'>,
  [first, last]: readonly [TSESTree.Node, TSESTree.Node],
  source: SourceCode,
): boolean {
  const name = source.getText(list);
  return [...walk(source, first.parent ?? first)].some((node) => {
    const isBetween = first.range[0] <= node.range[0] && node.range[1] <= last.range[0];
    return isBetween && node !== taken && source.getText(node) === name;
  });
}
