import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import type { Fact } from '../effects/access.js';
import { ancestors, enclosingFunction } from '../syntax/enclosing.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import { isSettledBefore } from './region-variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `if (row.n < 1) return false`: what must hold for the write, and what is done where it does not. */
export interface Refusal {
  readonly test: TSESTree.Node;
  /** Compares the column with the bound where the write may be made. */
  readonly operator: string;
  readonly bound: TSESTree.Expression;
  /** The only statement of the branch. */
  readonly exit: TSESTree.ReturnStatement | TSESTree.ThrowStatement;
}

const NEGATED: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };
const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The only test on the written column of the row before the write, if it refuses and goes. */
export function refusalOf(race: Race, source: SourceCode): Refusal | undefined {
  const { write, field } = race;
  const home = enclosingFunction(write.node);
  const tests = home ? [...walk(source, home.body)].filter(isTestOf(field.path, write.node)) : [];
  const [test] = tests;
  if (tests.length !== 1 || test?.type !== 'BinaryExpression') return undefined;
  const check = isOfRow(test, race) ? checkAround(test) : undefined;
  const exit = check && onlyStatement(check.consequent);
  if (!check || check.alternate || !isExit(exit)) return undefined;
  const sides = sidesOf(test, field.path);
  const operator = sides && NEGATED[sides.operator];
  const isSettled = sides && isSettledBefore(sides.bound, [], source);
  if (!operator || !isSettled || reads(sides.bound, field.path, source)) return undefined;
  return { test, operator, bound: sides.bound, exit };
}

/** Whether the write is made only where the test was false. */
export function isRefused(facts: readonly Fact[], { test }: Refusal): boolean {
  return facts.some((fact) => isPartOf(test, fact) && fact.outcome === 'falsy');
}

/** Whether the test is of the row that the race is about: of two accounts, one is tested. */
function isOfRow(test: TSESTree.Node, { write, derivation: { read } }: Race): boolean {
  return write.facts.some((fact) => {
    return isPartOf(test, fact) && [...fact.value.derivations].some((each) => each.read === read);
  });
}

function isPartOf(test: TSESTree.Node, fact: Fact): boolean {
  return fact.test === test || [...ancestors(test)].includes(fact.test);
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

/** The `if` whose test is the comparison, or `!row || row.n < 1`. */
function checkAround(test: TSESTree.Node): TSESTree.IfStatement | undefined {
  let at = test.parent;
  while (at?.type === 'LogicalExpression' && at.operator === '||') at = at.parent;
  return at?.type === 'IfStatement' ? at : undefined;
}

function onlyStatement(node: TSESTree.Statement): TSESTree.Statement | undefined {
  if (node.type !== 'BlockStatement') return node;
  return node.body.length === 1 ? node.body[0] : undefined;
}

function isExit(node: TSESTree.Statement | undefined): node is Refusal['exit'] {
  return node?.type === 'ReturnStatement' || node?.type === 'ThrowStatement';
}

function reads(node: TSESTree.Node, field: string, source: SourceCode): boolean {
  return [...walk(source, node)].some((inner) => isField(inner, field));
}
