import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Access } from '../../analyses/shared-memory/access.js';
import type { Update } from '../../analyses/shared-memory/race.js';
import { replaceNode } from '../../syntax/edit.js';
import { unwrap, wrapped } from '../../syntax/node-shapes.js';
import {
  type AtomicOperation,
  atomicOperation,
  atomicStep,
  atomicText,
  placeText,
} from './atomic-operation.js';
import type { Cure } from './cure.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** One operation of `Atomics` in place of the update, with the value that the update had. */
export function updateAtomically(source: SourceCode, race: Update): Cure | undefined {
  const { access, node } = race;
  // One step for the change leaves the test before it a step of its own.
  if (race.test) return undefined;
  if (isFirstClaim(node)) return claimOnce(source, access, node);
  const operation = operationOf(source, race);
  if (!operation) return undefined;
  const call = atomicText(source, access.cell, operation);
  const text = wantsOldValue(node) ? call : withNewValue(call, node, operation);
  return text === undefined
    ? undefined
    : { label: `Use Atomics.${operation.method}`, edits: [replaceNode(node, text)] };
}

function operationOf(source: SourceCode, { access, node, read }: Update) {
  if (node.type === 'UpdateExpression') return atomicStep(node.operator, access.cell);
  if (!access.value) return undefined;
  if (read) return operationIn(source, access.value, read);
  const operator = node.type === 'AssignmentExpression' ? node.operator.slice(0, -1) : '';
  return atomicOperation(source, operator, access.value);
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

/** The old value is what `Atomics` gives back, and what `a[i]++` is; a statement needs none. */
function wantsOldValue(node: TSESTree.Node): boolean {
  if (wrapped(node).parent?.type === 'ExpressionStatement') return true;
  return node.type === 'UpdateExpression' && !node.prefix;
}

function withNewValue(
  call: string,
  node: TSESTree.Node,
  { operator, operand, isRepeatable }: AtomicOperation,
): string | undefined {
  if (!isRepeatable) return undefined;
  const text = `${call} ${operator} ${operand}`;
  return STANDS_ALONE.has(node.parent?.type ?? '') ? text : `(${text})`;
}

const STANDS_ALONE = new Set<string>(['ReturnStatement', 'VariableDeclarator']);

/** `a[i] ||= v` claims the cell while it is zero. */
function isFirstClaim(node: TSESTree.Node): node is TSESTree.AssignmentExpression {
  return node.type === 'AssignmentExpression' && node.operator === '||=';
}

function claimOnce(
  source: SourceCode,
  { cell }: Access,
  node: TSESTree.AssignmentExpression,
): Cure | undefined {
  if (node.parent.type !== 'ExpressionStatement') return undefined;
  const zero = cell.value?.array.startsWith('Big') ? '0n' : '0';
  const place = placeText(source, cell);
  const text = `Atomics.compareExchange(${place}, ${zero}, ${source.getText(node.right)})`;
  return { label: 'Use Atomics.compareExchange', edits: [replaceNode(node, text)] };
}
