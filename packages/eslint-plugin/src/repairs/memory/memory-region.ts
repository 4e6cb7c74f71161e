import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { walk } from '../../syntax/walk.js';
import { isMovable } from '../keyed-lock/is-movable.js';
import { blockAround, isTail, returnsIn, type Region } from '../keyed-lock/lock-region.js';
import { isUsedOutside, losesNarrowing } from '../keyed-lock/region-variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * The statements from a test of memory to its write, and on to the end of the function where those
 * that follow use the place or what they declare. Nothing where moving them changes what they mean.
 */
export function memoryRegionOf(
  from: TSESTree.Node,
  to: TSESTree.Node,
  target: TSESTree.Node,
  source: SourceCode,
): Region | undefined {
  const fn = enclosingFunction(from);
  if (!fn?.async || fn.generator || fn !== enclosingFunction(to)) return undefined;
  const block = blockAround(from, to);
  const statements = block && isInside(block, fn) ? spanFrom(from, to, target, block, source) : [];
  const [first, ...rest] = statements;
  if (!block || !first) return undefined;
  const leaving = statements.flatMap((statement) => returnsIn(statement, source));
  const isRight =
    (leaving.length === 0 || isTail(block, fn)) &&
    !isUsedOutside(statements, fn, source) &&
    isMovable(statements, source) &&
    !losesNarrowing(statements, fn, source);
  const returns = leaving.some(({ argument }) => argument !== null);
  return isRight ? { function: fn, statements: [first, ...rest], returns } : undefined;
}

function spanFrom(
  from: TSESTree.Node,
  to: TSESTree.Node,
  target: TSESTree.Node,
  { body }: TSESTree.BlockStatement,
  source: SourceCode,
): TSESTree.Statement[] {
  const first = body.findIndex((statement) => isInside(from, statement));
  const last = body.findIndex((statement) => isInside(to, statement));
  const name = source.getText(target);
  const isLong = body.slice(first).some((statement, index) => {
    const leaves = returnsIn(statement, source).length > 0;
    const isAfter = first + index > last;
    return isAfter ? leaves && mentions(statement, name, source) : leaves;
  });
  const fn = enclosingFunction(from);
  const short = body.slice(first, last + 1);
  const isOpen = fn !== undefined && isUsedOutside(short, fn, source);
  return isLong || isOpen ? body.slice(first) : short;
}

function mentions(statement: TSESTree.Node, name: string, source: SourceCode): boolean {
  return [...walk(source, statement)].some((node) => source.getText(node) === name);
}
