import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import type { Fact } from '../effects/access.js';
import { ancestors, enclosingFunction, isInside } from '../syntax/enclosing.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import { isSettledBefore } from './region-variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What must hold of the written column for the write, and what is done where it does not. */
export interface Requirement {
  readonly test: TSESTree.Node;
  /** How the test comes out where the write is made. */
  readonly outcome: Fact['outcome'];
  /** Compares the column with the bound where the write is made. */
  readonly operator: string;
  readonly bound: TSESTree.Expression;
  /** What is done where it does not hold; nothing where the code just goes on. */
  readonly exit: Exit | undefined;
}

type Exit = TSESTree.ReturnStatement | TSESTree.ThrowStatement;

const NEGATED: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };
const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/**
 * The only test on the written column before the write: `if (row.n < 1) return false`, or
 * `if (row.n > 0)` around the write. What else is in its branch must be the `own` statements of the
 * write, or there is another branch that leaves.
 */
export function requirementOf(
  { write, field, derivation }: Race,
  own: readonly TSESTree.Node[],
  source: SourceCode,
): Requirement | undefined {
  const home = enclosingFunction(write.node);
  const tests = home ? [...walk(source, home.body)].filter(isTestOf(field.path, write.node)) : [];
  const [test] = tests;
  if (tests.length !== 1 || test?.type !== 'BinaryExpression') return undefined;
  const sides = sidesOf(test, field.path);
  const branch = refusalAt(test) ?? permissionAt(test, write.node, own);
  const operator = sides && branch?.outcome === 'falsy' ? NEGATED[sides.operator] : sides?.operator;
  if (!sides || !branch || operator === undefined) return undefined;
  const isSettled = isSettledBefore(sides.bound, [], source);
  if (!isSettled || reads(sides.bound, field.path, source)) return undefined;
  const isDecisive = write.facts.some((fact) => {
    const isPart = fact.test === test || [...ancestors(test)].includes(fact.test);
    // Of two accounts, one is tested.
    const isOfRow = [...fact.value.derivations].some(({ read }) => read === derivation.read);
    return isPart && isOfRow && fact.outcome === branch.outcome;
  });
  return isDecisive ? { test, operator, bound: sides.bound, ...branch } : undefined;
}

type Branch = Pick<Requirement, 'outcome' | 'exit'>;

/** `if (row.n < 1) return false` */
function refusalAt(test: TSESTree.Node): Branch | undefined {
  const check = checkAround(test, '||');
  const exit = check && !check.alternate ? onlyStatement(check.consequent) : undefined;
  return isExit(exit) ? { outcome: 'falsy', exit } : undefined;
}

/** `if (row.n > 0) { … }`, with nothing else in it, or with another branch that leaves. */
function permissionAt(
  test: TSESTree.Node,
  write: TSESTree.Node,
  own: readonly TSESTree.Node[],
): Branch | undefined {
  const check = checkAround(test, '&&');
  if (!check || !isInside(write, check.consequent)) return undefined;
  const exit = check.alternate ? onlyStatement(check.alternate) : undefined;
  if (isExit(exit)) return { outcome: 'truthy', exit };
  const isAlone = statementsOf(check.consequent).every((statement) => own.includes(statement));
  return isAlone && !check.alternate ? { outcome: 'truthy', exit: undefined } : undefined;
}

function statementsOf(node: TSESTree.Statement): readonly TSESTree.Statement[] {
  return node.type === 'BlockStatement' ? node.body : [node];
}

function isTestOf(field: string, write: TSESTree.Node) {
  return (node: TSESTree.Node): boolean => {
    const isEarlier = node.range[1] <= write.range[0];
    return isEarlier && node.type === 'BinaryExpression' && sidesOf(node, field) !== undefined;
  };
}

function sidesOf({ left, operator, right }: TSESTree.BinaryExpression, field: string) {
  if (!(operator in NEGATED) || left.type === 'PrivateIdentifier') return undefined;
  if (isField(left, field)) return { operator, bound: right };
  const turned = TURNED[operator];
  return isField(right, field) && turned ? { operator: turned, bound: left } : undefined;
}

function isField(node: TSESTree.Node, field: string): boolean {
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' && staticName(inner) === field;
}

/** The `if` whose test is the comparison, or `!row || row.n < 1`, or `row && row.n > 0`. */
function checkAround(test: TSESTree.Node, operator: '||' | '&&'): TSESTree.IfStatement | undefined {
  let at = test.parent;
  while (at?.type === 'LogicalExpression' && at.operator === operator) at = at.parent;
  return at?.type === 'IfStatement' ? at : undefined;
}

function onlyStatement(node: TSESTree.Statement): TSESTree.Statement | undefined {
  const statements = statementsOf(node);
  return statements.length === 1 ? statements[0] : undefined;
}

function isExit(node: TSESTree.Statement | undefined): node is Exit {
  return node?.type === 'ReturnStatement' || node?.type === 'ThrowStatement';
}

function reads(node: TSESTree.Node, field: string, source: SourceCode): boolean {
  return [...walk(source, node)].some((inner) => isField(inner, field));
}
