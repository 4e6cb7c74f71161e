import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { unwrap } from '../../syntax/node-shapes.js';
import { staticValueOf } from '../../syntax/variables.js';
import { type Access, atomicsMethod } from './access.js';
import type { Claim, SplitWait, State } from './race.js';
import { previousStatement, statementOf, testBefore } from './test-before.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A write that a test of the same cell decided on, where another thread can pass the same test. */
export function findClaim(
  source: SourceCode,
  accesses: readonly Access[],
  access: Access,
): Claim | undefined {
  const { kind, node, value } = access;
  if (kind !== 'plain-write' && kind !== 'store' && kind !== 'update') return undefined;
  const test = testBefore(accesses, access);
  if (!test) return undefined;
  const isClaim = kind === 'update' || (value !== undefined && excludes(source, test.state, value));
  return isClaim ? { kind: 'claim', access, node, test } : undefined;
}

/** Whether the write makes the test fail for the next thread, which is what a claim is for. */
function excludes(source: SourceCode, { relation, value }: State, stored: TSESTree.Node): boolean {
  const isSame = sameValue(source, value, stored);
  if (relation === 'is') return isSame === false;
  return relation === 'is-not' && isSame === true;
}

/** Whether two expressions always have the same value; nothing where that cannot be told. */
export function sameValue(
  source: SourceCode,
  a: TSESTree.Node | undefined,
  b: TSESTree.Node,
): boolean | undefined {
  const [left, right] = [a ? staticValueOf(source, a) : { value: 0 }, staticValueOf(source, b)];
  if (left && right) return Number(left.value) === Number(right.value);
  if (a && source.getText(unwrap(a)) === source.getText(unwrap(b))) return true;
  return a?.type === 'Identifier' && b.type === 'Identifier' ? false : undefined;
}

/** `Atomics.wait(a, i, v); Atomics.sub(a, i, n)`: every thread that wakes subtracts. */
export function findSplitWait(accesses: readonly Access[], access: Access): SplitWait | undefined {
  const { node } = access;
  if (node.type !== 'CallExpression' || atomicsMethod(node) !== 'sub') return undefined;
  const statement = statementOf(node);
  const previous = statement && previousStatement(statement);
  const wait = accesses.find(
    (other) => other.kind === 'wait' && previous && statementOf(other.node) === previous,
  );
  if (wait?.cell.key !== access.cell.key) return undefined;
  return { kind: 'split-wait', access, node, wait };
}
