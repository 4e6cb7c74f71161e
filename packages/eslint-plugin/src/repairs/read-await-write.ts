import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import { insertBefore, replaceNode } from '../syntax/edit.js';
import { isFunction, staticName, unwrap } from '../syntax/node-shapes.js';
import { freeName } from '../syntax/names.js';
import { indentOf, styleOf } from '../syntax/style.js';
import { walk } from '../syntax/walk.js';
import { arithmeticOf } from './arithmetic.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The repairs of a write of shared memory from a value read before an `await`. */
export function repairsOfReadAwaitWrite(race: Race, source: SourceCode): Repair[] {
  const repair = awaitFirst(race, source);
  return repair ? [repair] : [];
}

/** `total += await f()` becomes `const value = await f(); total += value`. */
function awaitFirst({ field, derivation }: Race, source: SourceCode): Repair | undefined {
  const { node } = field;
  const statement = node.parent;
  if (node.type !== 'AssignmentExpression' || statement?.type !== 'ExpressionStatement')
    return undefined;
  const isInBlock = /^(BlockStatement|Program|SwitchCase)$/.test(statement.parent.type);
  const amount = arithmeticOf(node, source)?.amount;
  if (!isInBlock || !amount || !readsHere(derivation.node, node)) return undefined;
  const awaits = [...walk(source, amount, isFunction)].filter(
    (at) => at.type === 'AwaitExpression',
  );
  const [only] = awaits;
  if (!only || awaits.length !== 1) return undefined;
  const name = freeName(source, source.ast, nameFor(only));
  const { semicolon, eol } = styleOf(source);
  const head = `const ${name} = ${source.getText(only)}${semicolon}${eol}`;
  return {
    kind: 'reorder',
    label: 'Await first, then read and write in one step',
    edits: [
      insertBefore(statement, head + indentOf(source, statement)),
      replaceNode(withParentheses(only, source), name),
    ],
  };
}

function readsHere(read: TSESTree.Node, assignment: TSESTree.AssignmentExpression): boolean {
  return assignment.range[0] <= read.range[0] && read.range[1] <= assignment.range[1];
}

function withParentheses(node: TSESTree.Node, source: SourceCode): { range: [number, number] } {
  const before = source.getTokenBefore(node);
  const after = source.getTokenAfter(node);
  const isWrapped = before?.value === '(' && after?.value === ')' && !isCallArgument(node);
  return isWrapped ? { range: [before.range[0], after.range[1]] } : { range: node.range };
}

function isCallArgument(node: TSESTree.Node): boolean {
  return node.parent?.type === 'CallExpression' || node.parent?.type === 'NewExpression';
}

/** A noun for what is awaited: `bonusOf(id)` gives `bonus`, `getPrice()` gives `price`. */
function nameFor({ argument }: TSESTree.AwaitExpression): string {
  const call = unwrap(argument);
  if (call.type !== 'CallExpression') return 'value';
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? staticName(callee) : calleeName(callee);
  const noun = name?.replace(/^(get|fetch|load|read|find|compute|calculate|count)(?=[A-Z])/, '');
  const plain = noun?.replace(/(Of|For|From|By[A-Z]\w*)$/, '').replace(/[^\w$]/g, '');
  return plain ? plain.charAt(0).toLowerCase() + plain.slice(1) : 'value';
}

function calleeName(node: TSESTree.Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined;
}
