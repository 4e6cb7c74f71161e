import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../analyses/decided-by-field.js';
import type { Race } from '../analyses/race.js';
import { removeStatement, replaceNode, replaceRange, type TextEdit } from '../syntax/edit.js';
import { enclosingFunction, isInside } from '../syntax/enclosing.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { placesOf, variableOf } from '../syntax/variables.js';
import { walk } from '../syntax/walk.js';
import { isIndependent, type Arithmetic } from './arithmetic.js';
import type { Repair } from './repair.js';
import { literalTextOf } from './sql-call.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `SET n = $1` with the sum as parameter becomes `SET n = n + $1` with the amount. */
export function atomicSqlUpdate(race: Race, source: SourceCode): Repair | undefined {
  const edits = isDecidedByField(race, source) ? undefined : sumInSql(race, source);
  return edits && { kind: 'atomic-update', label: 'Add in the database', edits };
}

/** The written sum as the statement says it, without the variables that nothing else uses. */
export function sumInSql(race: Race, source: SourceCode): TextEdit[] | undefined {
  const { write, field } = race;
  if (!write.statement || write.kind !== 'update') return undefined;
  const sum = sumOf(field.node, source);
  const arithmetic = sum && arithmeticOn(sum.expression, race);
  const text = literalTextOf(write);
  if (!arithmetic || !text || !isIndependent(arithmetic, field.path, source)) return undefined;
  if (isUsedLater(race, source)) return undefined;
  const edit = setEdit(text, field.path, arithmetic.operator, source);
  if (!edit) return undefined;
  const amount = arithmetic.amount ? source.getText(arithmetic.amount) : '1';
  const idle = [sum.declaration, idleDeclaration(race.derivation, source)];
  const removed = idle.filter((node) => node !== undefined);
  return [
    edit,
    replaceNode(field.node, amount),
    ...removed.map((node) => removeStatement(source, node)),
  ];
}

interface Sum {
  readonly expression: TSESTree.Node;
  /** The statement that names the sum, for this one use. */
  readonly declaration?: TSESTree.VariableDeclaration;
}

/** The parameter itself, or the initial value of a `const` that is used nowhere else. */
function sumOf(node: TSESTree.Node, source: SourceCode): Sum | undefined {
  const inner = unwrap(node);
  if (inner.type !== 'Identifier') return { expression: inner };
  const variable = variableOf(source, inner);
  const definition = variable?.defs[0];
  if (definition?.type !== 'Variable' || placesOf(variable).length !== 2) return undefined;
  const { init, id, parent: declaration } = definition.node;
  const isOnly = declaration.kind === 'const' && declaration.declarations.length === 1;
  const isHere = enclosingFunction(declaration) === enclosingFunction(node);
  if (!init || id.type !== 'Identifier' || !isOnly || !isHere) return undefined;
  return isSteady(init, source) ? { expression: unwrap(init), declaration } : undefined;
}

/** Whether the expression may be computed later just as well. */
function isSteady(init: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, init)].every(
    ({ type }) => !/^(Call|New|Await|Yield|Assignment|Update)/.test(type),
  );
}

/** The sum that the parameter is; its other term must be the value that was read. */
function arithmeticOn(node: TSESTree.Node, race: Race): Arithmetic | undefined {
  if (node.type !== 'BinaryExpression' || node.left.type === 'PrivateIdentifier') return undefined;
  const { left, operator, right } = node;
  if (operator !== '+' && operator !== '-') return undefined;
  const old = race.derivation.node;
  if (unwrap(left) === old) return { operator, amount: right };
  return operator === '+' && unwrap(right) === old ? { operator, amount: left } : undefined;
}

/** Whether the code goes on to use the column as it was read: it would tell a value that is not stored. */
function isUsedLater({ field, write }: Race, source: SourceCode): boolean {
  const home = enclosingFunction(write.node) ?? source.ast;
  return [...walk(source, home)].some((node) => {
    const isLater = node.range[0] > write.node.range[1];
    return isLater && node.type === 'MemberExpression' && staticName(node) === field.path;
  });
}

/** The statement of the read, where the old value is all that is taken from it. */
function idleDeclaration(
  { read: { node: read }, node: old }: Race['derivation'],
  source: SourceCode,
): TSESTree.VariableDeclaration | undefined {
  const declarator = read.parent?.type === 'AwaitExpression' ? read.parent.parent : undefined;
  if (declarator?.type !== 'VariableDeclarator') return undefined;
  const declaration = declarator.parent;
  const isPlain =
    declaration.parent.type === 'BlockStatement' && declaration.declarations.length === 1;
  const variables = source.getDeclaredVariables?.(declaration) ?? [];
  const isIdle = variables.every(({ references }) =>
    references.every(({ init, identifier }) => init || isInside(identifier, old)),
  );
  return isPlain && isIdle ? declaration : undefined;
}

/**
 * Rewrites the one place that sets the column; text with several such places, or where the
 * parameter stands a second time, is left alone.
 */
function setEdit(
  text: TSESTree.Node,
  column: string,
  operator: string,
  source: SourceCode,
): TextEdit | undefined {
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
  return replaceRange(end, end, `${whole.slice(0, whole.length - equals.length)} ${operator} `);
}
