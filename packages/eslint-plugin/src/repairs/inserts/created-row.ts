import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../../analyses/check-then-create.js';
import { ancestors, enclosingFunction, isInside } from '../../syntax/enclosing.js';
import {
  isNothing,
  onlyStatement,
  staticName,
  statementsOf,
  unwrap,
} from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Simple =
  TSESTree.ExpressionStatement | TSESTree.ReturnStatement | TSESTree.VariableDeclaration;

/** How code looks for a row, and creates it where there is none. */
export interface CreatedRow {
  readonly check: TSESTree.IfStatement;
  /** The variable that is given the row; none where the test itself reads. */
  readonly found: Found | undefined;
  /** Whether the test asks for nothing but the row. */
  readonly isPlain: boolean;
  /** The statement that creates, and what becomes of what it gives. */
  readonly statement: Simple;
  readonly use: Use;
  /** What is done where the row is there; nothing where the create stands in a branch. */
  readonly exit: Exit | undefined;
}

export interface Found {
  readonly name: TSESTree.Identifier;
  readonly declaration: TSESTree.VariableDeclaration;
}

/** Nothing, the found row's place, the value of another variable, or the function's result. */
export type Use = 'nothing' | 'found' | 'returned' | TSESTree.Identifier;

export type Exit = TSESTree.ReturnStatement | TSESTree.ThrowStatement;

export function createdRowOf({ read, write, fact }: CheckThenCreate): CreatedRow | undefined {
  const check = [...ancestors(fact.test)].find((node) => node.type === 'IfStatement');
  const statement = [...ancestors(write.node)].find(isSimple);
  const home = enclosingFunction(write.node);
  if (!check || !statement || enclosingFunction(check) !== home) return undefined;
  const found = foundBy(read.node);
  const use = useOf(statement, write.node, found);
  const exit = isInBranch(statement, check) ? undefined : exitBefore(statement, check);
  if (use === undefined || exit === null) return undefined;
  const isPlain = isPlainTest(check.test, read.node, found, exit !== undefined);
  return { check, found, isPlain, statement, use, exit };
}

/** `return row` */
export function isReturnOf(exit: Exit, found: Found | undefined): boolean {
  const given = exit.type === 'ReturnStatement' && exit.argument ? unwrap(exit.argument) : exit;
  return given.type === 'Identifier' && given.name === found?.name.name;
}

/** Whether what is done where the row is there speaks of it; who comes second has found none. */
export function speaksOfFound(
  { check, exit }: CreatedRow,
  read: TSESTree.Node,
  source: SourceCode,
): boolean {
  const namesIn = (node: TSESTree.Node): string[] => {
    const nodes = [...walk(source, node, (inner) => inner === read)];
    return nodes.flatMap((inner) => (inner.type === 'Identifier' ? inner.name : []));
  };
  const tested = new Set(namesIn(check.test));
  return exit !== undefined && namesIn(exit).some((name) => tested.has(name));
}

/** The call that is waited for: of `await find(…)`, and of `find(…)` that is handed on. */
export function awaitedCall(node: TSESTree.Node | null | undefined): TSESTree.Node | undefined {
  const inner = node ? unwrap(node) : undefined;
  return inner?.type === 'AwaitExpression' ? unwrap(inner.argument) : inner;
}

function isSimple(node: TSESTree.Node): node is Simple {
  return /^(ExpressionStatement|ReturnStatement|VariableDeclaration)$/.test(node.type);
}

/** `const row = await find(…)` */
function foundBy(read: TSESTree.Node): Found | undefined {
  const declaration = [...ancestors(read)].find(isSimple);
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length !== 1)
    return undefined;
  const { id, init } = declaration.declarations[0];
  const isGiven = id.type === 'Identifier' && awaitedCall(init) === read;
  return isGiven ? { name: id, declaration } : undefined;
}

function useOf(statement: Simple, call: TSESTree.Node, found: Found | undefined): Use | undefined {
  switch (statement.type) {
    case 'ReturnStatement':
      return awaitedCall(statement.argument) === call ? 'returned' : undefined;
    case 'VariableDeclaration': {
      const [{ id, init }, ...others] = statement.declarations;
      if (awaitedCall(init) !== call || others.length > 0) return undefined;
      if (id.type === 'ObjectPattern') return id.properties.every(isError) ? 'nothing' : undefined;
      return id.type === 'Identifier' ? id : undefined;
    }
    default: {
      const { expression } = statement;
      if (expression.type !== 'AssignmentExpression')
        return awaitedCall(expression) === call ? 'nothing' : undefined;
      const { left, operator, right } = expression;
      const isFound = left.type === 'Identifier' && left.name === found?.name.name;
      return isFound && operator === '=' && awaitedCall(right) === call ? 'found' : undefined;
    }
  }
}

/** `const { error } = await insert(…)` asks for nothing that was created. */
function isError(property: TSESTree.Property | TSESTree.RestElement): boolean {
  return property.type === 'Property' && staticName(property) === 'error';
}

function isInBranch(statement: Simple, { consequent, alternate }: TSESTree.IfStatement): boolean {
  return [consequent, alternate].some(
    (branch) => branch && statementsOf(branch).includes(statement),
  );
}

/** How the code leaves where the row is there; `null` where it does not, or does more. */
function exitBefore(statement: Simple, check: TSESTree.IfStatement): Exit | null {
  if (statement.parent !== check.parent || check.alternate || isInside(statement, check))
    return null;
  const exit = onlyStatement(check.consequent);
  return exit?.type === 'ReturnStatement' || exit?.type === 'ThrowStatement' ? exit : null;
}

/** `!row`, `row === null`; where the code leaves, `row`, `row !== null`. */
function isPlainTest(
  test: TSESTree.Node,
  read: TSESTree.Node,
  found: Found | undefined,
  isPresent: boolean,
): boolean {
  const isRow = (node: TSESTree.Node): boolean => {
    const inner = unwrap(node);
    if (inner.type === 'Identifier') return inner.name === found?.name.name;
    return inner.type === 'AwaitExpression' && unwrap(inner.argument) === read;
  };
  const inner = unwrap(test);
  if (inner.type === 'BinaryExpression') {
    const sign = isPresent ? /^!==?$/ : /^===?$/;
    return sign.test(inner.operator) && isNothing(inner.right) && isRow(inner.left);
  }
  if (isPresent) return isRow(inner);
  return inner.type === 'UnaryExpression' && inner.operator === '!' && isRow(inner.argument);
}
