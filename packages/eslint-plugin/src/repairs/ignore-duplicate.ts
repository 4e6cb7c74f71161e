import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../analyses/check-then-create.js';
import { insertAfter, replaceRange, type TextEdit } from '../syntax/edit.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `insert(row)` becomes `insert(row).onConflict().ignore()`: whoever comes second creates nothing. */
export function ignoreDuplicate(race: CheckThenCreate, source: SourceCode): Repair | undefined {
  const { write, read } = race;
  // Rows that are only counted are seldom what a unique index keeps apart.
  if (read.operation?.kind === 'read' && read.operation.gives === 'value') return undefined;
  if (write.kind !== 'create' || !isStatement(write.node)) return undefined;
  const edit = chainEdit(race, source) ?? textEdit(race, source);
  return (
    edit && { kind: 'upsert', label: 'Ignore a duplicate (needs a unique index)', edits: [edit] }
  );
}

/** Whether nobody asks what was created: for a duplicate it is nothing. */
function isStatement(call: TSESTree.Node): boolean {
  const awaited = call.parent;
  return awaited?.type === 'AwaitExpression' && awaited.parent.type === 'ExpressionStatement';
}

function chainEdit({ write }: CheckThenCreate, source: SourceCode): TextEdit | undefined {
  const idiom = write.library?.idioms?.ignoreDuplicate;
  if (!idiom || !write.call?.chain) return undefined;
  const insert = [...walk(source, write.node)].find((node) => {
    const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
    return callee?.type === 'MemberExpression' && staticName(callee) === idiom.after;
  });
  return insert && insertAfter(insert, idiom.call);
}

/** `INSERT … VALUES ($1)` becomes `INSERT … VALUES ($1) ON CONFLICT DO NOTHING`. */
function textEdit({ write }: CheckThenCreate, source: SourceCode): TextEdit | undefined {
  const { call, operation, library, statement } = write;
  if (operation?.kind !== 'sql' || !statement || !library?.idioms?.hasOnConflict) return undefined;
  const text = call?.args[operation.text.arg]?.node;
  if (operation.text.call || (text?.type !== 'Literal' && text?.type !== 'TemplateLiteral'))
    return undefined;
  const code = source.getText(text);
  if (/\breturning\b|;\s*\S.*\S/i.test(code)) return undefined;
  const end = text.range[0] + code.slice(0, -1).replace(/[\s;]+$/, '').length;
  return replaceRange(end, end, ' ON CONFLICT DO NOTHING');
}
