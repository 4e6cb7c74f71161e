import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { StaleWriteBack } from '../analyses/stale-write-backs.js';
import type { WrittenField } from '../effects/access.js';
import { replaceNode } from '../syntax/edit.js';
import { memberPath } from '../syntax/member-path.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { indentOf, reindent, styleOf } from '../syntax/style.js';
import { isFoundById } from './found-by-id.js';
import { columnList } from './column-list.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Longest list of columns that is shown in a label. */
const MAX_COLUMNS = 20;

/** Saves only the columns that this code changes: Django's `update_fields`. */
export function partialSave(
  { read, write, fields }: StaleWriteBack,
  source: SourceCode,
): Repair | undefined {
  const idioms = write.library?.idioms;
  const { node, call, operation } = write;
  if (!idioms?.saveOnly || operation?.kind !== 'persist' || node.type !== 'CallExpression')
    return undefined;
  if (!isStatement(node) || !isFoundById(read, source)) return undefined;
  const isArgument = operation.entity === 'argument';
  const entity = isArgument ? call?.args[0]?.node : call?.receiverNode;
  const holder = isArgument ? call?.receiverNode : read.call?.receiverNode;
  const names = entity && columnsOf(fields, entity);
  if (!entity || !holder || !names || (isArgument && call?.args.length !== 1)) return undefined;
  const text = source.getText(entity);
  const columns = columnList(names, text);
  const model = isArgument
    ? source.getText(holder)
    : (idioms.repositoryOf?.(source.getText(holder)) ?? '');
  const list = names.join(', ');
  const what = list.length > MAX_COLUMNS ? 'what is changed here' : `\`${list}\``;
  const saved = idioms.saveOnly({ model, entity: text, columns });
  return {
    kind: 'partial-save',
    label: `Save only ${what} (skips subscribers)`,
    edits: [replaceNode(node, reindent(saved, indentOf(source, node), styleOf(source)))],
  };
}

function isStatement(call: TSESTree.Node): boolean {
  return (
    call.parent?.type === 'AwaitExpression' && call.parent.parent.type === 'ExpressionStatement'
  );
}

/** The names of the columns, where each is assigned to the entity itself. */
function columnsOf(fields: readonly WrittenField[], entity: TSESTree.Node): string[] | undefined {
  const path = memberPath(entity)?.join('.');
  const isOwn = fields.every(({ node, how, path: field }) => {
    const target = node.type === 'AssignmentExpression' ? unwrap(node.left) : undefined;
    if (target?.type !== 'MemberExpression' || how !== 'assign') return false;
    return staticName(target) === field && memberPath(target.object)?.join('.') === path;
  });
  const names = [...new Set(fields.map((field) => field.path))];
  return path !== undefined && isOwn && names.length > 0 ? names : undefined;
}
