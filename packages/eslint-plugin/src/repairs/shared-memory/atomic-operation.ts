import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type Access, atomicsMethod } from '../../analyses/shared-memory/access.js';
import type { Cell } from '../../analyses/shared-memory/cell.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { staticValueOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A change of a cell that `Atomics` makes in one step. */
export interface AtomicOperation {
  readonly method: 'add' | 'and' | 'or' | 'sub' | 'xor';
  /** The operator that computes the new value from the old one. */
  readonly operator: string;
  readonly operand: string;
  /** Whether the operand can be written twice. */
  readonly isRepeatable: boolean;
}

const METHODS: ReadonlyMap<string, AtomicOperation['method']> = new Map([
  ['+', 'add'],
  ['-', 'sub'],
  ['&', 'and'],
  ['|', 'or'],
  ['^', 'xor'],
]);

/** `operator operand` as an operation of `Atomics`, if it has one that gives the same. */
function atomicOperation(
  source: SourceCode,
  operator: string,
  operand: TSESTree.Node,
): AtomicOperation | undefined {
  const method = METHODS.get(operator);
  if (!method || !isWhole(source, operand)) return undefined;
  const isRepeatable = isConstantHere(source, operand);
  return { method, operator, operand: source.getText(operand), isRepeatable };
}

/** How a write changes its cell: `a[i] += n`, `a[i]++`, `a[i] = a[i] + n`, `Atomics.sub(a, i, n)`. */
export function changeOf(
  source: SourceCode,
  { node, cell, value }: Access,
  read?: Access,
): AtomicOperation | undefined {
  if (node.type === 'UpdateExpression') return atomicStep(node.operator, cell);
  if (!value) return undefined;
  if (read) return operationIn(source, value, read);
  if (node.type === 'AssignmentExpression') {
    return atomicOperation(source, node.operator.slice(0, -1), value);
  }
  const method = node.type === 'CallExpression' ? atomicsMethod(node) : undefined;
  const operator = [...METHODS].find(([, name]) => name === method)?.[0];
  return operator === undefined ? undefined : atomicOperation(source, operator, value);
}

/** `old + n` or `n + old`, where `old` is the read; `old - n`, but not `n - old`. */
export function operationIn(
  source: SourceCode,
  value: TSESTree.Node,
  read: Pick<Access, 'node'>,
): AtomicOperation | undefined {
  const sum = unwrap(value);
  if (sum.type !== 'BinaryExpression') return undefined;
  const [left, right] = [unwrap(sum.left), unwrap(sum.right)];
  if (left === read.node) return atomicOperation(source, sum.operator, sum.right);
  const isEitherWay = sum.operator !== '-' && right === read.node;
  return isEitherWay ? atomicOperation(source, sum.operator, sum.left) : undefined;
}

/** One more or one less, as `++` and `--` write it. */
function atomicStep(operator: string, cell: Cell): AtomicOperation {
  const sign = operator === '++' ? '+' : '-';
  const method = sign === '+' ? 'add' : 'sub';
  const isBig = cell.value?.array.startsWith('Big') ?? false;
  return { method, operator: sign, operand: isBig ? '1n' : '1', isRepeatable: true };
}

/**
 * A sum is cut down to a whole number when it is stored, an operand before: with fractions the two
 * differ, so an operand that may have one is left alone.
 */
function isWhole(source: SourceCode, operand: TSESTree.Node): boolean {
  const known = staticValueOf(source, operand);
  if (known) return typeof known.value === 'bigint' || Number.isInteger(known.value);
  return ![...walk(source, operand)].some(
    (node) =>
      (node.type === 'BinaryExpression' && (node.operator === '/' || node.operator === '**')) ||
      (node.type === 'Literal' &&
        typeof node.value === 'number' &&
        !Number.isInteger(node.value)) ||
      (node.type === 'Identifier' && node.name === 'Math'),
  );
}

/** Whether the expression may be evaluated twice, with the same value and no effect. */
export function isConstantHere(source: SourceCode, node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return isPlainPath(inner) || staticValueOf(source, inner) !== undefined;
}

/** `a.b.c`, whose steps no other thread changes as it changes an element. */
function isPlainPath(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'MemberExpression') return !inner.computed && isPlainPath(inner.object);
  return inner.type === 'Identifier' || inner.type === 'ThisExpression';
}

/** `view, index`, as the arguments of a function of `Atomics`. */
export function placeText(source: SourceCode, { view, index }: Cell): string {
  return `${source.getText(unwrap(view))}, ${source.getText(index)}`;
}

export function atomicText(
  source: SourceCode,
  cell: Cell,
  { method, operand }: AtomicOperation,
): string {
  return `Atomics.${method}(${placeText(source, cell)}, ${operand})`;
}
