import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite } from '../../analyses/race.js';
import type { WrittenField } from '../../effects/access.js';
import type { Comparison } from '../../effects/idioms.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { isNothing, staticName, unwrap } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { isSettledBefore } from '../keyed-lock/region-variables.js';
import { isZero } from '../arithmetic.js';
import { namedBy } from '../atomic/written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Order = '<' | '<=' | '>' | '>=';

const NEGATED: Readonly<Record<Order, Order>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };
const TURNED: Readonly<Record<Order, Order>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const EQUALITY = /^[!=]==?$/;

type Written = Pick<DerivedWrite, 'write' | 'field'>;

/** What the column must be, as the store can be told. */
export type Wanted = Pick<Comparison, 'operator' | 'bound'> & {
  /** Whether the bound is the column as it was read. */
  readonly isHeld?: boolean;
};

/** Whether the expression compares the column, or asks whether it is truthy. */
export function isTestOf(node: TSESTree.Node, column: string, source: SourceCode): boolean {
  if (node.type === 'BinaryExpression') return sidesOf(node, column, source) !== undefined;
  return isAsked(node) && isColumn(node, column, source);
}

/** Whether the expression compares the column by order, which nothing passes that is not there. */
export function isOrderTest(node: TSESTree.Node): boolean {
  return node.type === 'BinaryExpression' && isOrder(node.operator);
}

/** `row.n !== null` */
export function isPresenceTest(node: TSESTree.Node): boolean {
  const isEquality = node.type === 'BinaryExpression' && EQUALITY.test(node.operator);
  return isEquality && (isNothing(node.left) || isNothing(node.right));
}

/** Whether the expression is, with others or negated, the test of an `if`. */
function isAsked(node: TSESTree.Node): boolean {
  let [inner, at] = [node, node.parent];
  while (at && isPartOfTest(at)) [inner, at] = [at, at.parent];
  return at?.type === 'IfStatement' && at.test === inner;
}

function isPartOfTest(node: TSESTree.Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '!';
  return node.type === 'LogicalExpression';
}

/** What the store may be told, best first, so that the test comes out so where the write is made. */
export function comparisonsAt(
  test: TSESTree.Node,
  isTrue: boolean,
  { write, field }: Written,
  source: SourceCode,
): Wanted[] {
  if (test.type !== 'BinaryExpression') return truthAt(test, isTrue, { write, field }, source);
  const sides = sidesOf(test, field.path, source);
  if (!sides) return [];
  const { operator, bound, column } = sides;
  if (isOrder(operator)) {
    const text = boundOf(sides, field.path, source);
    return text === undefined
      ? []
      : [{ operator: isTrue ? operator : NEGATED[operator], bound: text }];
  }
  if (sides.sum) return [];
  return equalityAt(column, bound, isTrue === operator.startsWith('='), field, source);
}

/** What the column itself is compared with: `row.n - amount < 0` says that it is less than `amount`. */
function boundOf({ bound, sum }: Sides, column: string, source: SourceCode): string | undefined {
  const isFixed = [bound, ...(sum ? [sum.right] : [])].every((part) => {
    return isSettledBefore(part, [], source) && !reads(part, column, source);
  });
  if (!isFixed) return undefined;
  const text = source.getText(bound);
  if (!sum) return text;
  const amount = source.getText(sum.right);
  const isSimple = /^[\w.]+$/.test(text) && /^[\w.]+$/.test(amount);
  if (isZero(bound)) return sum.operator === '-' ? amount : `-${isSimple ? amount : `(${amount})`}`;
  return isSimple ? `${text} ${sum.operator === '-' ? '+' : '-'} ${amount}` : undefined;
}

function equalityAt(
  column: TSESTree.Node,
  bound: TSESTree.Node,
  isEqual: boolean,
  field: WrittenField,
  source: SourceCode,
): Wanted[] {
  if (isNothing(bound)) return [{ operator: isEqual ? 'is' : 'is not', bound: 'null' }];
  if (!isConstant(bound)) return [];
  const text = source.getText(bound);
  if (isEqual) return [{ operator: '=', bound: text }];
  return [{ operator: 'is not', bound: text }, ...asRead('is', column, field, source)];
}

/** A mark that is not set yet, or that is still there to be taken. */
function truthAt(
  column: TSESTree.Node,
  isTrue: boolean,
  { write, field }: Written,
  source: SourceCode,
): Wanted[] {
  const written = writtenBy({ write, field }, source);
  if (isTrue) {
    if (written === 'null') return [{ operator: 'is not', bound: 'null' }];
    return written === 'false' ? [{ operator: '=', bound: 'true' }] : [];
  }
  // A column of dates has no value but nothing that is falsy.
  if (/^(new Date\b|now\(|current_timestamp)/i.test(written))
    return [{ operator: 'is', bound: 'null' }];
  const held = asRead('is', column, field, source);
  return written === 'true' ? [{ operator: 'is not', bound: 'true' }, ...held] : held;
}

/** The column is what it was when it was read, where that is still at hand. */
function asRead(
  operator: 'is' | '=',
  column: TSESTree.Node,
  { path, how }: WrittenField,
  source: SourceCode,
): Wanted[] {
  const home = enclosingFunction(column);
  const isChanged = [...(home ? walk(source, home.body) : [])].some((node) => {
    return node.type === 'AssignmentExpression' && isColumn(node.left, path, source);
  });
  const isAtHand = how === 'assign' && !isChanged && memberPath(column) !== undefined;
  return isAtHand ? [{ operator, bound: source.getText(column), isHeld: true }] : [];
}

/** Source of the new value; of a statement, the constant that its text sets. */
function writtenBy({ write, field: { node, path } }: Written, source: SourceCode): string {
  if (write.statement) {
    const set = write.statement.sets.find(({ column }) => column === path);
    return set?.constant?.toLowerCase() ?? '';
  }
  if (node.type === 'AssignmentExpression') return source.getText(unwrap(node.right));
  return node.type === 'Property' ? source.getText(unwrap(node.value)) : '';
}

/** `'open'`, `Status.Open`, `OPEN` */
function isConstant(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'Literal') return true;
  return /^[A-Z]/.test(memberPath(inner)?.[0] ?? '');
}

function isOrder(operator: string): operator is Order {
  return operator in NEGATED;
}

interface Sides {
  readonly operator: string;
  readonly column: TSESTree.Expression;
  readonly bound: TSESTree.Expression;
  /** The sum of the column and an amount, where that is compared. */
  readonly sum: TSESTree.BinaryExpression | undefined;
}

function sidesOf(
  { left, operator, right }: TSESTree.BinaryExpression,
  name: string,
  source: SourceCode,
): Sides | undefined {
  const isComparison = isOrder(operator) || EQUALITY.test(operator);
  if (!isComparison || left.type === 'PrivateIdentifier') return undefined;
  const sum = sumOf(left, name, source);
  if (sum || isColumn(left, name, source)) return { operator, column: left, bound: right, sum };
  const other = sumOf(right, name, source);
  if (!other && !isColumn(right, name, source)) return undefined;
  const turned = isOrder(operator) ? TURNED[operator] : operator;
  return { operator: turned, column: right, bound: left, sum: other };
}

/** `row.n - amount`, or a variable that was given it once. */
function sumOf(
  node: TSESTree.Node,
  name: string,
  source: SourceCode,
): TSESTree.BinaryExpression | undefined {
  const inner = unwrap(node);
  const sum = unwrap(namedBy(inner, source)?.init ?? inner);
  const isSum = sum.type === 'BinaryExpression' && /^[-+]$/.test(sum.operator);
  return isSum && isColumn(sum.left, name, source) ? sum : undefined;
}

/** `row.n`, or a variable that was given it once. */
function isColumn(node: TSESTree.Node, name: string, source: SourceCode): boolean {
  const inner = unwrap(node);
  if (inner.type === 'MemberExpression') return staticName(inner) === name;
  const named = namedBy(inner, source);
  return named !== undefined && isColumn(named.init, name, source);
}

function reads(node: TSESTree.Node, name: string, source: SourceCode): boolean {
  return [...walk(source, node)].some((inner) => isColumn(inner, name, source));
}
