import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { unwrap, type FunctionNode } from '../../syntax/node-shapes.js';
import {
  blockAround,
  isFilled,
  isWaitedFor,
  returnsIn,
  type StatementSpan,
  type Statements,
} from './lock-region.js';
import { isDeclaredForOutside, isSettledBefore } from './region-variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Statements that can stand in a `try` between the taking of a lock and its release. */
export interface HeldRegion extends StatementSpan {
  /** What is returned while the lock is held, and must be waited for before it is let go. */
  readonly pending: readonly TSESTree.Expression[];
}

/**
 * The statements from the read to the write, and on to the end of their block where what they
 * declare is used there. They stay in their function, so that jumps mean what they meant, and the
 * type checker knows what it knew.
 */
export function heldRegionOf(
  read: TSESTree.Node,
  write: TSESTree.Node,
  key: TSESTree.Node | undefined,
  source: SourceCode,
): HeldRegion | undefined {
  const fn = enclosingFunction(read);
  // Whoever iterates a generator may never come back to let go of the lock.
  if (!fn?.async || fn.generator || fn !== enclosingFunction(write)) return undefined;
  const block = blockAround(read, write);
  if (!block || !isInside(block, fn) || !isWaitedFor(write)) return undefined;
  const statements = spanOf(block, read, write, fn, source);
  if (!statements?.every(isOfBlock)) return undefined;
  if (key && !isSettledBefore(key, statements, source)) return undefined;
  const pending = pendingIn(statements, write, source);
  return pending && { function: fn, statements, pending };
}

function spanOf(
  { body }: TSESTree.BlockStatement,
  read: TSESTree.Node,
  write: TSESTree.Node,
  fn: FunctionNode,
  source: SourceCode,
): Statements | undefined {
  const first = body.findIndex((statement) => isInside(read, statement));
  const last = body.findIndex((statement) => isInside(write, statement));
  const spans: Statements[] = [body.slice(first, last + 1), body.slice(first)].flatMap((span) => {
    return isFilled(span) ? [span] : [];
  });
  return spans.find((statements) => !isDeclaredForOutside(statements, fn, source));
}

/** Whether the statement means the same one block deeper. */
function isOfBlock({ type, ...statement }: TSESTree.Statement): boolean {
  if (/^(Function|Class|TSEnum|TSModule)\w*Declaration$/.test(type)) return false;
  return !('kind' in statement && statement.kind.endsWith('using'));
}

/** The returned promises of writes like this one; nothing where one is a part of what is returned. */
function pendingIn(
  statements: Statements,
  write: TSESTree.Node,
  source: SourceCode,
): TSESTree.Expression[] | undefined {
  const returned = statements.flatMap((statement) => {
    return returnsIn(statement, source).flatMap(({ argument }) => argument ?? []);
  });
  const name = calleeOf(write, source);
  const pending = returned.filter((value) => {
    return isInside(write, value) || (name !== '' && calleeOf(value, source) === name);
  });
  const open = pending.filter(({ type }) => type !== 'AwaitExpression');
  return open.every((value) => unwrap(value).type === 'CallExpression') ? open : undefined;
}

function calleeOf(node: TSESTree.Node, source: SourceCode): string {
  const call = unwrap(node);
  return call.type === 'CallExpression' ? source.getText(call.callee) : '';
}
