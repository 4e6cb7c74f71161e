import type { TSESLint } from '@typescript-eslint/utils';
import type { Claim, Test, Update } from '../../analyses/shared-memory/race.js';
import { listOf, statementOf } from '../../analyses/shared-memory/test-before.js';
import { insertBefore, removeStatement, replaceNode } from '../../syntax/edit.js';
import { unwrap, wrapped } from '../../syntax/node-shapes.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { isConstantHere } from './atomic-operation.js';
import type { Cure } from './cure.js';
import { RETRY_LABEL, retryLoop } from './retry-loop.js';
import { isSoleStatement } from './sole-statement.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * A change that a test decides on, made only if the cell still holds what was tested: the loop ends
 * when the test forbids the change, or when this thread made it.
 */
export function takeAtomically(
  source: SourceCode,
  { access }: Claim | Update,
  test: Test,
): Cure | undefined {
  const { statement } = test;
  const write = statementOf(access.node);
  const loop = retryLoop(source, access, statement);
  if (!loop || !write || !isPlainTest(source, test)) return undefined;
  const tested = testText(source, test, loop.name);
  if (test.form === 'loop') {
    if (!isIdleLoop(source, test)) return undefined;
    const text = loop.text(`${tested} || ${loop.failed}`);
    return {
      label: RETRY_LABEL,
      edits: [replaceNode(statement, text), removeStatement(source, write)],
    };
  }
  const text = loop.text(`${allows(test, tested)} && ${loop.failed}`);
  if (isSoleStatement(statement, write)) {
    return { label: RETRY_LABEL, edits: [replaceNode(statement, text)] };
  }
  const edits = [
    insertBefore(statement, text + styleOf(source).eol + indentOf(source, statement)),
    replaceNode(wrapped(test.read.node), loop.name),
    removeStatement(source, write),
  ];
  return { label: RETRY_LABEL, edits };
}

/** One comparison of the cell with something that stays the same, in a list of statements. */
function isPlainTest(source: SourceCode, { expression, read, state, statement }: Test): boolean {
  const comparison = unwrap(expression);
  if (comparison !== unwrap(state.comparison) || listOf(statement).length === 0) return false;
  if (comparison.type !== 'BinaryExpression') return true;
  const [left, right] = [unwrap(comparison.left), unwrap(comparison.right)];
  return isConstantHere(source, left === read.node ? right : left);
}

function isIdleLoop(source: SourceCode, { statement }: Test): boolean {
  return /\)\s*(?:;|\{\s*\})$/.test(source.getText(statement));
}

/** The test with the variable in place of the read. */
function testText(source: SourceCode, { expression, read }: Test, name: string): string {
  const text = source.getText(expression);
  const [start, end] = expression.range;
  const [from, to] = wrapped(read.node).range;
  return text.slice(0, from - start) + name + text.slice(to - start, end - start);
}

/** The test as it must come out for the change to be made. */
function allows({ form, expression }: Test, tested: string): string {
  if (form !== 'exit') return tested;
  const comparison = unwrap(expression);
  const opposite =
    comparison.type === 'BinaryExpression' ? OPPOSITES.get(comparison.operator) : undefined;
  if (comparison.type === 'BinaryExpression' && opposite) {
    return tested.replace(comparison.operator, opposite);
  }
  return comparison.type === 'UnaryExpression' ? tested.replace('!', '') : `!${tested}`;
}

const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['==', '!='],
  ['!=', '=='],
  ['<', '>='],
  ['<=', '>'],
  ['>', '<='],
  ['>=', '<'],
]);
