import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../../analyses/decided-by-field.js';
import type { Race } from '../../analyses/race.js';
import { insertAt, insertBefore, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingFunction, enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { staticName } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { isIndependent } from '../arithmetic.js';
import { labelOf } from './gives-up.js';
import type { Repair } from '../repair.js';
import { literalTextOf } from '../sql-call.js';
import { isOfLater, toldAgain, usesOf, type Give, type Uses } from './sum-variables.js';
import { writtenSum, type WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `SET n = $1` with the sum as parameter becomes `SET n = n + $1` with the amount. */
export function atomicSqlUpdate(race: Race, source: SourceCode): Repair | undefined {
  const sum = isDecidedByField(race, source) ? undefined : sumWith(true, race, source);
  if (!sum) return undefined;
  const label = labelOf('Add in the database', undefined, sum.isReadAgain);
  return { kind: 'atomic-update', label, edits: sum.edits };
}

/** The written sum as the statement says it, where the code does not go on with it. */
export function sumInSql(race: Race, source: SourceCode): readonly TextEdit[] | undefined {
  const sum = sumWith(false, race, source);
  return sum?.isReadAgain === false ? sum.edits : undefined;
}

/** The written sum as the statement says it, without the variables that nothing else uses. */
function sumWith(isGiving: boolean, race: Race, source: SourceCode): Uses | undefined {
  const { write, field } = race;
  if (!write.statement || write.kind !== 'update') return undefined;
  const sum = writtenSum(field.node, race, source);
  const text = literalTextOf(write);
  if (!sum || !text) return undefined;
  if (!isIndependent(sum, field.path, source, race.derivation.node)) return undefined;
  if (isUsedLater(race, toldAgain(field.node, race, source), source)) return undefined;
  const set = setEdit(text, field.path, sum, source);
  if (!set) return undefined;
  const give: Give = isGiving ? returning(race, text, set.column, sum, source) : () => undefined;
  const uses = usesOf(sum, field.node as TSESTree.Expression, race, give, source);
  const amount = sum.amount ? source.getText(sum.amount) : '1';
  return uses && { ...uses, edits: [set.edit, replaceNode(field.node, amount), ...uses.edits] };
}

/** `const { rows: [{ n: next }] } = await query('UPDATE … RETURNING n')` */
function returning(
  { write, field }: Race,
  text: TSESTree.Node,
  column: string,
  { old }: WrittenSum,
  source: SourceCode,
): Give {
  return (name) => {
    const pattern = write.library?.idioms?.returning;
    const code = source.getText(text);
    const isPlain = pattern && !/\breturning\b|--[^\n]*$/i.test(code.slice(0, -1));
    // What is converted when it is read may be text when it is given.
    if (!isPlain || [...walk(source, old)].some(({ type }) => type === 'CallExpression'))
      return undefined;
    const end = text.range[0] + code.slice(0, -1).replace(/[\s;]+$/, '').length;
    const given = pattern(name === field.path ? name : `${field.path}: ${name}`);
    return [
      insertAt(end, ` RETURNING ${column}`),
      insertBefore(enclosingStatement(write.node), `const ${given} = `),
    ];
  };
}

/** Whether the code goes on to use the column as it was read: it would tell a value that is not stored. */
function isUsedLater(
  { field, write }: Race,
  told: readonly TSESTree.Node[],
  source: SourceCode,
): boolean {
  const home = enclosingFunction(write.node) ?? source.ast;
  return [...walk(source, home)].some((node) => {
    if (told.some((each) => isInside(node, each))) return false;
    const isLater = node.range[0] > write.node.range[1];
    if (!isLater || node.type !== 'MemberExpression' || isOfLater(node, write.node, source))
      return false;
    return staticName(node) === field.path;
  });
}

/**
 * Rewrites the one place that sets the column; text with several such places, or where the
 * parameter stands a second time, is left alone.
 */
function setEdit(
  text: TSESTree.Node,
  column: string,
  { operator, countsFromZero }: WrittenSum,
  source: SourceCode,
): { readonly edit: TextEdit; readonly column: string } | undefined {
  const code = source.getText(text);
  const pattern = new RegExp(`(["\`]?)\\b${column}\\b\\1(\\s*=\\s*)(?=(\\$\\d+|\\?))`, 'gi');
  const where = code.search(/\bwhere\b/i);
  const matches = [...code.matchAll(pattern)].filter(({ index }) => where === -1 || index < where);
  const [match] = matches;
  if (!match || matches.length !== 1 || !/^\w+$/.test(column)) return undefined;
  const [whole, , equals = '', parameter = ''] = match;
  if (parameter !== '?' && code.split(new RegExp(`\\${parameter}\\b`)).length !== 2)
    return undefined;
  const end = text.range[0] + match.index + whole.length;
  const name = whole.slice(0, whole.length - equals.length);
  const old = countsFromZero ? `COALESCE(${name}, 0)` : name;
  return { edit: insertAt(end, `${old} ${operator} `), column: name };
}
