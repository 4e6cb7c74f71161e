import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { ancestors, enclosingFunction, isInside } from '../syntax/enclosing.js';
import { isFunction, isLoop } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Statements = readonly [TSESTree.Statement, ...TSESTree.Statement[]];

/** Neighbouring statements that can move into a callback. */
export interface Region {
  readonly statements: Statements;
  /** Whether the callback's result is the function's. */
  readonly returns: boolean;
}

/**
 * The statements from the read to the write, and on to the end of their block where what they
 * declare is used there or they return. Nothing where moving them would change what they mean.
 */
export function regionOf(
  read: TSESTree.Node,
  write: TSESTree.Node,
  key: TSESTree.Node,
  source: SourceCode,
): Region | undefined {
  const fn = enclosingFunction(read);
  if (!fn || !fn.async || fn.generator || fn !== enclosingFunction(write)) return undefined;
  const block = blockAround(read, write);
  const body = block && statementsOf(block);
  if (!body || !isInside(block, fn)) return undefined;
  const first = body.findIndex((statement) => isInside(read, statement));
  const last = body.findIndex((statement) => isInside(write, statement));
  const short = body.slice(first, last + 1);
  const returns = short.some((statement) => hasReturn(statement, source));
  const isShared = returns || declaresForLater(short, body.slice(last + 1), source);
  const statements = isShared ? body.slice(first) : short;
  const returnsAtAll = statements.some((statement) => hasReturn(statement, source));
  if (returnsAtAll && !(isShared && isTail(block, fn))) return undefined;
  if (!isMovable(statements, fn, source) || !isOutside(key, statements, source)) return undefined;
  return isFilled(statements) ? { statements, returns: returnsAtAll } : undefined;
}

function isFilled(statements: readonly TSESTree.Statement[]): statements is Statements {
  return statements.length > 0;
}

function blockAround(read: TSESTree.Node, write: TSESTree.Node): TSESTree.Node | undefined {
  for (const outer of ancestors(read)) {
    if (statementsOf(outer) && isInside(write, outer)) return outer;
  }
  return undefined;
}

function statementsOf(node: TSESTree.Node): readonly TSESTree.Statement[] | undefined {
  return node.type === 'BlockStatement' ? node.body : undefined;
}

function hasReturn(statement: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, statement, isFunction)].some((node) => node.type === 'ReturnStatement');
}

/** Whether a name declared, or assigned, in `statements` is used in `rest`. */
function declaresForLater(
  statements: readonly TSESTree.Statement[],
  rest: readonly TSESTree.Statement[],
  source: SourceCode,
): boolean {
  if (rest.length === 0) return false;
  return statements.some((statement) => {
    const declared = source.getDeclaredVariables?.(statement) ?? [];
    return declared.some((variable) =>
      variable.references.some(({ identifier }) => rest.some((node) => isInside(identifier, node))),
    );
  });
}

/** Whether nothing runs after the block when it ends normally. */
function isTail(block: TSESTree.Node, fn: TSESTree.Node): boolean {
  let inner = block;
  for (const outer of ancestors(block)) {
    if (outer === fn) return true;
    if (isLoop(outer) || outer.type === 'SwitchStatement') return false;
    const statements = statementsOf(outer);
    if (statements && statements.at(-1) !== inner) return false;
    inner = outer;
  }
  return false;
}

/** Whether the statements mean the same in an async arrow function. */
function isMovable(
  statements: readonly TSESTree.Statement[],
  fn: TSESTree.Node,
  source: SourceCode,
): boolean {
  return statements.every((statement) => {
    if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration')
      return false;
    return [...walk(source, statement, isFunction)].every((node) => {
      if (node.type === 'YieldExpression') return false;
      if (node.type === 'Identifier' && node.name === 'arguments') return isArrow(fn);
      if (node.type === 'BreakStatement' || node.type === 'ContinueStatement') {
        return staysInside(node, statements);
      }
      return true;
    });
  });
}

function isArrow(fn: TSESTree.Node): boolean {
  return fn.type === 'ArrowFunctionExpression';
}

function staysInside(
  jump: TSESTree.BreakStatement | TSESTree.ContinueStatement,
  statements: readonly TSESTree.Statement[],
): boolean {
  if (jump.label) return false;
  for (const outer of ancestors(jump)) {
    if (isLoop(outer) || (outer.type === 'SwitchStatement' && jump.type === 'BreakStatement')) {
      return statements.some((statement) => isInside(outer, statement));
    }
  }
  return false;
}

/** Whether the key has its value before the region begins. */
function isOutside(
  key: TSESTree.Node,
  statements: readonly TSESTree.Statement[],
  source: SourceCode,
): boolean {
  const names = new Set(
    statements
      .flatMap((statement) => [...(source.getDeclaredVariables?.(statement) ?? [])])
      .map((variable) => variable.name),
  );
  return [...walk(source, key)].every((node) => {
    if (node.type === 'CallExpression' || node.type === 'AwaitExpression') return false;
    return node.type !== 'Identifier' || !names.has(node.name);
  });
}
