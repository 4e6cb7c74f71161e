import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import { insertBefore, replaceNode } from '../syntax/edit.js';
import { ancestors, enclosingFunction, isInside } from '../syntax/enclosing.js';
import { isFunction, staticName, unwrap, wrapped } from '../syntax/node-shapes.js';
import { freeName } from '../syntax/names.js';
import { indentOf, styleOf } from '../syntax/style.js';
import { walk } from '../syntax/walk.js';
import { addLater } from './memory/add-later.js';
import { arithmeticOf } from './arithmetic.js';
import { atomicCounter } from './memory/atomic-counter.js';
import { guardedValue } from './memory/guarded-value.js';
import { mutexAround } from './memory/mutex-around.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The repairs of a write of shared memory from a value read before an `await`. */
export function repairsOfReadAwaitWrite(race: Race, source: SourceCode): Repair[] {
  const repairs = [
    awaitFirst(race, source),
    addLater(race, source),
    atomicCounter(race, source),
    guardedValue(race, source),
    mutexAround(race, source),
  ];
  return repairs.filter((repair) => repair !== undefined);
}

/** `total += await f()` becomes `const value = await f(); total += value`. */
function awaitFirst({ field, derivation }: Race, source: SourceCode): Repair | undefined {
  const { node } = field;
  const statement = node.parent;
  if (node.type !== 'AssignmentExpression' || statement?.type !== 'ExpressionStatement')
    return undefined;
  const isInBlock = /^(BlockStatement|Program|SwitchCase)$/.test(statement.parent.type);
  if (!isInBlock || !readsHere(derivation.node, node)) return undefined;
  const first = isMovableTarget(node.left, source) ? firstPart(node, source) : undefined;
  // What is awaited is given the old value: it stays as old as it is.
  if (!first || isInside(derivation.node, first)) return undefined;
  const name = freeName(source, enclosingFunction(node) ?? source.ast, nameFor(first));
  const { semicolon, eol } = styleOf(source);
  const head = `const ${name} = ${source.getText(first)}${semicolon}${eol}`;
  return {
    kind: 'reorder',
    label: 'Await first, then read and write in one step',
    edits: [
      insertBefore(statement, head + indentOf(source, statement)),
      replaceNode(withParentheses(first, source), name),
    ],
  };
}

/** What is computed first: the `await`, where nothing runs before it or decides on it, else all. */
function firstPart(
  assignment: TSESTree.AssignmentExpression,
  source: SourceCode,
): TSESTree.Node | undefined {
  const amount = arithmeticOf(assignment, source)?.amount;
  const parts = [...walk(source, amount ?? assignment.right, isFunction)];
  const awaits = parts.filter(({ type }) => type === 'AwaitExpression');
  const [only] = awaits;
  const isSimple =
    awaits.length === 1 &&
    only !== undefined &&
    wrapped(only).parent?.type !== 'MemberExpression' &&
    !isDecided(only, assignment) &&
    parts.every((part) => !HAS_EFFECT.test(part.type) || isInside(part, only));
  const first = isSimple ? only : amount;
  const changed = source.getText(unwrap(assignment.left));
  const isFree =
    first &&
    [...walk(source, first)].every((part) => {
      return part.type !== 'YieldExpression' && source.getText(part) !== changed;
    });
  return only && isFree ? first : undefined;
}

/** Whether the expression is evaluated only on some ways. */
function isDecided(node: TSESTree.Node, end: TSESTree.Node): boolean {
  for (const outer of ancestors(node)) {
    if (outer === end) return false;
    if (/^(Logical|Conditional|Chain)Expression$/.test(outer.type)) return true;
  }
  return false;
}

const HAS_EFFECT = /^(Call|New|TaggedTemplate|Assignment|Update|Import)Expression$/;

/** Whether the target means the same after the `await`: a path without calls. */
function isMovableTarget(target: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, target)].every(
    ({ type }) => !HAS_EFFECT.test(type) && !/^(Await|Yield)/.test(type),
  );
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
function nameFor(node: TSESTree.Node): string {
  if (node.type !== 'AwaitExpression') return 'amount';
  const call = unwrap(node.argument);
  if (call.type !== 'CallExpression') return 'amount';
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? staticName(callee) : calleeName(callee);
  const noun = name?.replace(/^(get|fetch|load|read|find|compute|calculate|count)(?=[A-Z])/, '');
  const plain = noun?.replace(/(Of|For|From|By[A-Z]\w*)$/, '').replace(/[^\w$]/g, '');
  // A function's own name is a verb.
  if (!plain || plain === name) return 'amount';
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

function calleeName(node: TSESTree.Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined;
}
