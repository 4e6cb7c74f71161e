import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import type { ConditionIdiom } from '../effects/idioms.js';
import { insertAfter, insertBefore, replaceNode, type TextEdit } from '../syntax/edit.js';
import { enclosingStatement } from '../syntax/enclosing.js';
import { freeName } from '../syntax/names.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { indentOf, styleOf } from '../syntax/style.js';
import { idiomsFor } from './idioms-for.js';
import type { Repair } from './repair.js';
import { columnEdits } from './atomic-column.js';
import { isRefused, refusalOf, type Refusal } from './refusal.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `if (row.n < 1) return false; await update({ where: { id }, data: { n: row.n - 1 } });` carries the
 * test in the condition of the update, and refuses again where the update changed nothing.
 */
export function conditionInWrite(race: Race, source: SourceCode): Repair | undefined {
  const { write, field } = race;
  const idiom = idiomsFor(race)?.condition;
  const property = field.node;
  if (!idiom || write.kind !== 'update' || property.type !== 'Property') return undefined;
  if (property.value.type !== 'BinaryExpression') return undefined;
  const refusal = refusalOf(race, source);
  const condition = refusal && conditionOf(race);
  const call = write.node;
  if (!condition || call.type !== 'CallExpression') return undefined;
  const sum = columnEdits(race, source);
  const told = sum && countEdits(call, idiom, refusal, source);
  if (!told) return undefined;
  const { operator, bound } = refusal;
  const more = idiom.column(field.path, operator, source.getText(bound));
  const last = condition.properties.at(-1);
  return last && isRefused(write.facts, refusal)
    ? {
        kind: 'condition',
        label: 'Test it in the database as well',
        edits: [insertAfter(last, `, ${more}`), ...sum, ...told],
      }
    : undefined;
}

/** The condition of the update, where it is written out. */
function conditionOf({ write: { call, operation } }: Race): TSESTree.ObjectExpression | undefined {
  const key = operation?.kind === 'update' ? operation.key : undefined;
  const argument = key?.arg === undefined ? undefined : call?.args[key.arg]?.node;
  if (argument?.type !== 'ObjectExpression') return undefined;
  if (key?.path === undefined) return argument;
  const found = argument.properties.find((each) => {
    return each.type === 'Property' && staticName(each) === key.path;
  });
  const value = found?.type === 'Property' ? found.value : undefined;
  return value?.type === 'ObjectExpression' ? value : undefined;
}

/** `const { count } = await updateMany(…); if (count === 0) return false;` */
function countEdits(
  call: TSESTree.CallExpression,
  { methods, count }: ConditionIdiom,
  { exit }: Refusal,
  source: SourceCode,
): TextEdit[] | undefined {
  const statement = enclosingStatement(call);
  const callee = unwrap(call.callee);
  const isPlain =
    statement.type === 'ExpressionStatement' &&
    call.parent.type === 'AwaitExpression' &&
    call.parent.parent === statement;
  if (!isPlain || callee.type !== 'MemberExpression') return undefined;
  const method = methods[staticName(callee) ?? ''];
  if (method === undefined) return undefined;
  const { semicolon, eol } = styleOf(source);
  const name = freeName(source, source.ast, count);
  const pattern = name === count ? count : `${count}: ${name}`;
  const refuse = `if (${name} === 0) ${source.getText(exit)}`;
  const line = refuse.endsWith(';') ? refuse : refuse + semicolon;
  return [
    insertBefore(statement, `const { ${pattern} } = `),
    replaceNode(callee.property, method),
    insertAfter(statement, eol + indentOf(source, statement) + line),
  ];
}
