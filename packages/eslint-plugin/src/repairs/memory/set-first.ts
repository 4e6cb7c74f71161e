import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckAwaitSet } from '../../analyses/check-await-set.js';
import { targetOf } from '../../analyses/memory-target.js';
import {
  insertBefore,
  removeLine,
  removeStatement,
  replaceNode,
  type TextEdit,
} from '../../syntax/edit.js';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { isFunction } from '../../syntax/node-shapes.js';
import { freeName } from '../../syntax/names.js';
import { startWithComments } from '../../syntax/source-ranges.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { walk } from '../../syntax/walk.js';
import { isSettledBefore } from '../keyed-lock/region-variables.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Sets a mark, or the time of the last run, before the `await` and not after it. */
export function setFirst({ fact, write }: CheckAwaitSet, source: SourceCode): Repair | undefined {
  const statement = write.node.parent;
  const block = statement?.parent;
  if (statement?.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement')
    return undefined;
  // A flag that is set before what may fail stays set for ever.
  if (isFlag(write.node)) return undefined;
  const start = Math.max(fact.test.range[1], block.range[0]);
  const between = block.body.filter(
    ({ range }) => range[0] > start && range[1] < statement.range[0],
  );
  const [first] = between;
  if (!first || !isSettledBefore(valueIn(write.node), between, source)) return undefined;
  // A way out in between would leave it set for ever.
  if (between.some((each) => isLeft(each, source))) return undefined;
  return {
    kind: 'reorder',
    label: 'Set it before the `await` (kept if that fails)',
    edits: movedBefore(first, statement, source),
  };
}

function isLeft(statement: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, statement, isFunction)].some(({ type }) => {
    return /^(Return|Break|Continue|Throw)Statement$/.test(type);
  });
}

/** The statement, with the comments above it, goes before another one of its block. */
function movedBefore(
  first: TSESTree.Statement,
  statement: TSESTree.Statement,
  source: SourceCode,
): TextEdit[] {
  const start = startWithComments(source, statement);
  const moved = { range: [start, statement.range[1]] as [number, number] };
  const text = source.text.slice(...moved.range);
  return [
    insertBefore(first, text + styleOf(source).eol + indentOf(source, first)),
    removeLine(source, moved),
  ];
}

function isFlag(node: TSESTree.Node): boolean {
  return node.type === 'AssignmentExpression' && node.right.type === 'Literal';
}

/** What must be known early: the mark; the clock can be read at any time. */
function valueIn(node: TSESTree.Node): TSESTree.Node {
  const [mark] = node.type === 'CallExpression' ? node.arguments : [];
  return mark ?? targetOf({ node: node });
}

/** `await x.close(); x = null` becomes `const closing = x; x = null; await closing.close()`. */
export function forgetFirst({ write }: CheckAwaitSet, source: SourceCode): Repair | undefined {
  const statement = write.node.parent;
  const block = statement?.parent;
  if (statement?.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement')
    return undefined;
  const before = block.body[block.body.indexOf(statement) - 1];
  const name = source.getText(targetOf(write));
  const uses = before ? [...walk(source, before)].filter((at) => source.getText(at) === name) : [];
  const [use] = uses;
  const isOne =
    before?.type === 'ExpressionStatement' && before.expression.type === 'AwaitExpression';
  if (!before || !use || uses.length > 1 || !isOne || isInFunction(use, before)) return undefined;
  const { eol, semicolon } = styleOf(source);
  const closing = freeName(source, enclosingFunction(write.node) ?? source.ast, 'closing');
  const indent = eol + indentOf(source, before);
  return {
    kind: 'reorder',
    label: 'Forget it before it is closed',
    edits: [
      insertBefore(
        before,
        `const ${closing} = ${name}${semicolon}${indent}${source.getText(statement)}${indent}`,
      ),
      replaceNode(use, closing),
      removeStatement(source, statement),
    ],
  };
}

function isInFunction(node: TSESTree.Node, statement: TSESTree.Node): boolean {
  for (let at = node.parent; at && isInside(at, statement); at = at.parent) {
    if (isFunction(at)) return true;
  }
  return false;
}
