import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { ancestors, enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { isFunction, isLoop, type FunctionNode } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { isMovable } from './is-movable.js';
import { isSettledBefore, isUsedOutside, losesNarrowing } from './region-variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
export type Statements = readonly [TSESTree.Statement, ...TSESTree.Statement[]];

/** Neighbouring statements of a function. */
export interface StatementSpan {
  readonly function: FunctionNode;
  readonly statements: Statements;
}

/** Statements that can move into a callback. */
export interface Region extends StatementSpan {
  /** Whether the callback's result is the function's; a bare `return` gives none. */
  readonly returns: boolean;
}

/**
 * The statements from the read to the write, and on to the end of their block where what they
 * declare is used there or they return. Nothing where moving them would change what they mean.
 */
export function regionOf(
  read: TSESTree.Node,
  write: TSESTree.Node,
  key: TSESTree.Node | undefined,
  source: SourceCode,
  isTyped: boolean,
): Region | undefined {
  const fn = enclosingFunction(read);
  if (!fn?.async || fn.generator || fn !== enclosingFunction(write)) return undefined;
  const block = blockAround(read, write);
  if (!block || !isInside(block, fn) || !isWaitedFor(write)) return undefined;
  const span = spanOf(block, read, write, fn, source);
  for (const statements of span ? widened(span, block) : []) {
    if (key && !isSettledBefore(key, statements, source)) return undefined;
    const leaving = statements.flatMap((statement) => returnsIn(statement, source));
    if (leaving.length > 0 && !isTail(block, fn)) return undefined;
    if (!isMovable(statements, source) || isUsedOutside(statements, fn, source)) return undefined;
    const returns = leaving.some(({ argument }) => argument !== null);
    if (!isTyped || !losesNarrowing(statements, fn, source)) {
      return { function: fn, statements, returns };
    }
  }
  return undefined;
}

/** The statements, and then also those before them: the test that narrowed a type may be among them. */
function* widened(span: Statements, { body }: TSESTree.BlockStatement): Iterable<Statements> {
  for (let first = body.indexOf(span[0]); first >= 0; first -= 1) {
    const [before, ...rest] = body.slice(first, body.indexOf(span[0]));
    yield before ? [before, ...rest, ...span] : span;
    const previous = body[first - 1];
    // Work that the rows have nothing to do with must not wait for the lock.
    if (!previous || !/^(If|Expression|VariableDeclaration)/.test(previous.type)) return;
  }
}

function spanOf(
  block: TSESTree.BlockStatement,
  read: TSESTree.Node,
  write: TSESTree.Node,
  fn: FunctionNode,
  source: SourceCode,
): Statements | undefined {
  const first = block.body.findIndex((statement) => isInside(read, statement));
  const last = block.body.findIndex((statement) => isInside(write, statement));
  const short = block.body.slice(first, last + 1);
  const isOpen = (part: readonly TSESTree.Statement[]): boolean => isUsedOutside(part, fn, source);
  const isShort = !isOpen(short) && short.every((at) => returnsIn(at, source).length === 0);
  const statements = isShort ? short : block.body.slice(first);
  return first <= last && isFilled(statements) && !isOpen(statements) ? statements : undefined;
}

export function isFilled(statements: readonly TSESTree.Statement[]): statements is Statements {
  return statements.length > 0;
}

export function blockAround(
  read: TSESTree.Node,
  write: TSESTree.Node,
): TSESTree.BlockStatement | undefined {
  for (const outer of ancestors(read)) {
    if (outer.type === 'BlockStatement' && isInside(write, outer)) return outer;
  }
  return undefined;
}

/** Whether the function goes on, or ends, only after what the write started is done. */
export function isWaitedFor(write: TSESTree.Node): boolean {
  for (const outer of ancestors(write)) {
    if (outer.type === 'AwaitExpression' || outer.type === 'ReturnStatement') return true;
    if (outer.type.endsWith('Statement') || isFunction(outer)) return false;
  }
  return false;
}

export function returnsIn(
  statement: TSESTree.Node,
  source: SourceCode,
): TSESTree.ReturnStatement[] {
  const nodes = [...walk(source, statement, isFunction)];
  return nodes.filter((node) => node.type === 'ReturnStatement');
}

/** Whether nothing runs after the block when it ends normally. */
export function isTail(block: TSESTree.Node, fn: TSESTree.Node): boolean {
  let inner = block;
  for (const outer of ancestors(block)) {
    if (outer === fn) return true;
    if (isLoop(outer) || outer.type === 'SwitchStatement') return false;
    if (outer.type === 'BlockStatement' && outer.body.at(-1) !== inner) return false;
    inner = outer;
  }
  return false;
}
