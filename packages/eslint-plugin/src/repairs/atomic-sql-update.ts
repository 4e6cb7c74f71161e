import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../analyses/decided-by-field.js';
import type { Race } from '../analyses/race.js';
import { replaceNode, replaceRange, type TextEdit } from '../syntax/edit.js';
import { unwrap } from '../syntax/node-shapes.js';
import { isIndependent, type Arithmetic } from './arithmetic.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `SET n = $1` with the sum as parameter becomes `SET n = n + $1` with the amount. */
export function atomicSqlUpdate(race: Race, source: SourceCode): Repair | undefined {
  const { write, field } = race;
  if (!write.statement || write.kind !== 'update' || isDecidedByField(race)) return undefined;
  const arithmetic = arithmeticOn(field.node, race);
  const text = literalOf(write.call?.args[0]?.node);
  if (!arithmetic || !text || !isIndependent(arithmetic, field.path, source)) return undefined;
  const edit = setEdit(text, field.path, arithmetic.operator, source);
  if (!edit) return undefined;
  const edits = [
    edit,
    replaceNode(field.node, arithmetic.amount ? source.getText(arithmetic.amount) : '1'),
  ];
  return { kind: 'atomic-update', label: 'Add in the database', edits };
}

/** The sum that the parameter is; its other term must be the value that was read. */
function arithmeticOn(node: TSESTree.Node, race: Race): Arithmetic | undefined {
  const inner = unwrap(node);
  if (inner.type !== 'BinaryExpression' || inner.left.type === 'PrivateIdentifier')
    return undefined;
  const { left, operator, right } = inner;
  if (operator !== '+' && operator !== '-') return undefined;
  const old = race.derivation.node;
  if (unwrap(left) === old) return { operator, amount: right };
  return operator === '+' && unwrap(right) === old ? { operator, amount: left } : undefined;
}

function literalOf(node: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const inner = node && unwrap(node);
  const isLiteral = inner?.type === 'Literal' || inner?.type === 'TemplateLiteral';
  return isLiteral ? inner : undefined;
}

/** Rewrites the one place that sets the column; text with several such places is left alone. */
function setEdit(
  text: TSESTree.Node,
  column: string,
  operator: string,
  source: SourceCode,
): TextEdit | undefined {
  const code = source.getText(text);
  const pattern = new RegExp(`(["\`]?)\\b${column}\\b\\1(\\s*=\\s*)(?=\\$\\d+|\\?)`, 'gi');
  const where = code.search(/\bwhere\b/i);
  const matches = [...code.matchAll(pattern)].filter(({ index }) => where === -1 || index < where);
  const [match] = matches;
  if (!match || matches.length !== 1) return undefined;
  const end = text.range[0] + match.index + match[0].length;
  const name = match[0].slice(0, match[0].length - (match[2]?.length ?? 0));
  return replaceRange(end, end, `${name} ${operator} `);
}
