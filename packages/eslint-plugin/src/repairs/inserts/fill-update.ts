import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../../effects/access.js';
import { nodeAt } from '../../effects/select.js';
import { replaceNode } from '../../syntax/edit.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `upsert({ where: { email }, update: {}, create: { email, name } })` updates the column that it
 * looks for to what it is, which makes one statement of it.
 */
export function fillUpdate({ call, operation }: Write, source: SourceCode): Repair | undefined {
  if (operation?.kind !== 'atomic' || !operation.splitWhenEmpty || !operation.key || !call)
    return undefined;
  const [empty, key] = [nodeAt(call, operation.splitWhenEmpty), nodeAt(call, operation.key)];
  const input = empty?.parent?.parent;
  if (!empty || key?.type !== 'ObjectExpression' || input?.type !== 'ObjectExpression')
    return undefined;
  // By more than one column, or by one that is created with another value, it stays two statements.
  const [column, ...others] = key.properties;
  const isCreated = input.properties.some((part) => {
    return (
      part.type === 'Property' && part.value !== key && column && says(part.value, column, source)
    );
  });
  if (others.length > 0 || !isCreated) return undefined;
  return {
    kind: 'upsert',
    label: 'Update the key to what it is (sets updatedAt)',
    edits: [replaceNode(empty, source.getText(key))],
  };
}

function says(columns: TSESTree.Node, column: TSESTree.Node, source: SourceCode): boolean {
  if (columns.type !== 'ObjectExpression') return false;
  return columns.properties.some((each) => source.getText(each) === source.getText(column));
}
