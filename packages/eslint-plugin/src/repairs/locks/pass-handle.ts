import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { IneffectiveLock } from '../../analyses/ineffective-locks/ineffective-lock.js';
import type { Match } from '../../effects/library-index.js';
import type { FileModel } from '../../effects/model.js';
import { appendToList } from '../../syntax/list.js';
import { insertAfter, insertAt, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { ancestors } from '../../syntax/enclosing.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Runs a call in the transaction around it: by an option that names it, or on what it gave. */
export function passHandle({ kind, node, name }: IneffectiveLock, model: FileModel): Repair[] {
  const match = model.matches.get(node);
  if (kind !== 'handleNotPassed' || node.type !== 'CallExpression' || !match) return [];
  const { source } = model;
  const option = match.library.rowLock?.needs;
  const edit =
    option === undefined
      ? receiverEdit(node, name, model)
      : optionEdit(node, [option === name ? option : `${option}: ${name}`], match, source);
  return edit ? [{ kind: 'pass', label: `Pass \`${name}\` on`, edits: [edit] }] : [];
}

/** `User.update(values, { where })` becomes `User.update(values, { where, transaction })`. */
export function optionEdit(
  call: TSESTree.CallExpression,
  properties: readonly string[],
  { operation }: Match,
  source: SourceCode,
): TextEdit | undefined {
  const index = optionsIndex(operation);
  const given = call.arguments[index];
  if (!given) {
    const isNext = index === call.arguments.length;
    return isNext ? appended(call, properties.join(', '), source) : undefined;
  }
  const options = unwrap(given);
  const last = options.type === 'ObjectExpression' ? options.properties.at(-1) : undefined;
  return last && appendToList(source, last, properties);
}

/** The options stand behind the values, or behind what names the row. */
function optionsIndex(operation: Match['operation']): number {
  if ('key' in operation && operation.key?.path !== undefined) return operation.key.arg;
  const parts = [
    'value' in operation ? operation.value : undefined,
    'key' in operation ? operation.key : undefined,
    'changes' in operation ? operation.changes : undefined,
    'row' in operation ? operation.row : undefined,
  ];
  return Math.max(-1, ...parts.map((part) => part?.arg ?? -1)) + 1;
}

function appended(
  call: TSESTree.CallExpression,
  property: string,
  source: SourceCode,
): TextEdit | undefined {
  const close = source.getLastToken(call);
  const last = call.arguments.at(-1);
  if (last?.type === 'SpreadElement' || !close) return undefined;
  return last
    ? insertAfter(last, `, { ${property} }`)
    : insertAt(close.range[0], `{ ${property} }`);
}

/** `prisma.user.update(…)` in `prisma.$transaction(async (tx) => …)` becomes `tx.user.update(…)`. */
function receiverEdit(
  call: TSESTree.CallExpression,
  name: string,
  { matches, source }: FileModel,
): TextEdit | undefined {
  const around = [...ancestors(call)].find((outer) => {
    return matches.get(outer)?.operation.kind === 'transaction';
  });
  const callee = around?.type === 'CallExpression' ? unwrap(around.callee) : undefined;
  if (callee?.type !== 'MemberExpression') return undefined;
  const connection = source.getText(callee.object);
  const root = rootsOf(call).find((node) => source.getText(node) === connection);
  return root && replaceNode(root, name);
}

/** What the chain of the call starts with, from the outside in. */
function rootsOf(call: TSESTree.CallExpression): TSESTree.Node[] {
  const roots: TSESTree.Node[] = [];
  let at: TSESTree.Node = call;
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') {
    at = unwrap(at.type === 'CallExpression' ? at.callee : at.object);
    roots.push(at);
  }
  return roots.filter((node) => node.type !== 'MemberExpression' || staticName(node) !== undefined);
}
