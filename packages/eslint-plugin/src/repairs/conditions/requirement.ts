import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite } from '../../analyses/race.js';
import type { Fact } from '../../effects/access.js';
import {
  ancestors,
  enclosingFunction,
  enclosingStatement,
  isInside,
} from '../../syntax/enclosing.js';
import { walk } from '../../syntax/walk.js';
import {
  comparisonsAt,
  isOrderTest,
  isPresenceTest,
  isTestOf,
  type Wanted,
} from './column-test.js';
import { isTail } from '../keyed-lock/lock-region.js';
import { onlyStatement, staticName, statementsOf } from '../../syntax/node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What must hold of the written column for the write, and what is done where it does not. */
export interface Requirement {
  readonly test: TSESTree.Node;
  /** How the test comes out where the write is made. */
  readonly outcome: Fact['outcome'];
  /** Ways to say it, best first. */
  readonly comparisons: readonly Wanted[];
  /** What is done where it does not hold; nothing where the code just goes on. */
  readonly exit: Exit | undefined;
}

type Exit = TSESTree.ReturnStatement | TSESTree.ThrowStatement;

/**
 * The only test on the written column before the write: `if (row.n < 1) return false`, or
 * `if (row.n > 0)` around the write. What else is in its branch must be the `own` statements of the
 * write, or there is another branch that leaves.
 */
export function requirementOf(
  race: DerivedWrite,
  own: readonly TSESTree.Node[],
  source: SourceCode,
): Requirement | undefined {
  const { write, field, derivation } = race;
  const home = enclosingFunction(write.node);
  const tests = home
    ? [...walk(source, home.body)].filter((node) => {
        return node.range[1] <= write.node.range[0] && isTestOf(node, field.path, source);
      })
    : [];
  const [test, ...others] = tests.filter((node) => !isPresenceTest(node) || tests.length === 1);
  if (!test || others.length > 0 || (tests.length > 1 && !isOrderTest(test))) return undefined;
  const branch = refusalAt(test) ?? permissionAt(test, write.node, own);
  if (!branch || isWorkBetween(branch, race, own, source)) return undefined;
  const isDecisive = write.facts.some((fact) => {
    const isPart = fact.test === test || [...ancestors(test)].includes(fact.test);
    // Of two accounts, one is tested.
    const isOfRow = [...fact.value.derivations].some(({ read }) => read === derivation.read);
    return isPart && isOfRow && fact.outcome === branch.outcome;
  });
  if (!isDecisive) return undefined;
  const { exit } = branch;
  if (exit && givesOld(exit, field.path, source)) return undefined;
  const comparisons = comparisonsAt(test, branch.outcome === 'truthy', race, source);
  const isIdle = exit && isIdleBehind(exit, write.node);
  return { test, comparisons, ...branch, exit: isIdle ? undefined : exit };
}

/** Whether the refusal gives the column as it was read, which it no longer is; a text may tell it. */
function givesOld(exit: Exit, column: string, source: SourceCode): boolean {
  const isText = (node: TSESTree.Node): boolean => node.type === 'TemplateLiteral';
  return [...walk(source, exit, isText)].some((node) => {
    return node.type === 'MemberExpression' && staticName(node) === column;
  });
}

/** Whether the function ends behind the write anyway. */
function isIdleBehind(exit: Exit, write: TSESTree.Node): boolean {
  const home = enclosingFunction(write);
  const statement = enclosingStatement(write);
  const block = statement.parent;
  const isLast = block?.type === 'BlockStatement' && block.body.at(-1) === statement;
  return isLast && !exit.argument && home !== undefined && isTail(block, home);
}

interface Branch extends Pick<Requirement, 'outcome' | 'exit'> {
  /** Where the code goes on to the write. */
  readonly start: number;
}

/** `if (row.n < 1) return false` */
function refusalAt(test: TSESTree.Node): Branch | undefined {
  const { check, isNegated } = checkAround(test, '||');
  const exit = check && !check.alternate ? onlyStatement(check.consequent) : undefined;
  return check && isExit(exit)
    ? { outcome: isNegated ? 'truthy' : 'falsy', exit, start: check.range[1] }
    : undefined;
}

/** `if (row.n > 0) { … }`, with nothing else in it, or with another branch that leaves. */
function permissionAt(
  test: TSESTree.Node,
  write: TSESTree.Node,
  own: readonly TSESTree.Node[],
): Branch | undefined {
  const { check, isNegated } = checkAround(test, '&&');
  if (!check || !isInside(write, check.consequent)) return undefined;
  const [outcome, start] = [isNegated ? 'falsy' : 'truthy', check.consequent.range[0]] as const;
  const exit = check.alternate ? onlyStatement(check.alternate) : undefined;
  if (isExit(exit)) return { outcome, exit, start };
  const isAlone = statementsOf(check.consequent).every((statement) => own.includes(statement));
  return isAlone && !check.alternate ? { outcome, exit: undefined, start } : undefined;
}

/**
 * Whether other work is waited for after the test: refused at the write, it would be done already.
 * A transaction takes it back where the refusal is an error.
 */
function isWorkBetween(
  { start, exit }: Branch,
  { write }: DerivedWrite,
  own: readonly TSESTree.Node[],
  source: SourceCode,
): boolean {
  const isTakenBack = [...write.guards].some(({ kind }) => kind === 'transaction');
  if (isTakenBack && exit?.type === 'ThrowStatement') return false;
  const home = enclosingFunction(write.node);
  return [...(home ? walk(source, home.body) : [])].some((node) => {
    const isBetween = node.range[0] >= start && node.range[1] <= write.node.range[0];
    const isOwn = own.some((statement) => isInside(node, statement));
    return isBetween && !isOwn && /^(Await|Yield)Expression$/.test(node.type);
  });
}

/** The `if` whose test is the comparison, or `!row || row.n < 1`, or `row && row.n > 0`. */
function checkAround(
  test: TSESTree.Node,
  operator: '||' | '&&',
): { check: TSESTree.IfStatement | undefined; isNegated: boolean } {
  const isNegated = test.parent?.type === 'UnaryExpression' && test.parent.operator === '!';
  let at = isNegated ? test.parent?.parent : test.parent;
  while (at?.type === 'LogicalExpression' && at.operator === operator) at = at.parent;
  return { check: at?.type === 'IfStatement' ? at : undefined, isNegated };
}

function isExit(node: TSESTree.Statement | undefined): node is Exit {
  return node?.type === 'ReturnStatement' || node?.type === 'ThrowStatement';
}
