import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Access } from '../../analyses/shared-memory/access.js';
import type { Update } from '../../analyses/shared-memory/race.js';
import { replaceNode } from '../../syntax/edit.js';
import { wrapped } from '../../syntax/node-shapes.js';
import { type AtomicOperation, atomicText, changeOf, placeText } from './atomic-operation.js';
import type { Cure } from './cure.js';
import { takeAtomically } from './take-atomically.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** One operation of `Atomics` in place of the update, with the value that the update had. */
export function updateAtomically(source: SourceCode, race: Update): Cure | undefined {
  const { access, node, read } = race;
  if (race.test) return takeAtomically(source, race, race.test);
  if (isFirstClaim(node)) return claimOnce(source, access, node);
  const operation = changeOf(source, access, read);
  if (!operation) return undefined;
  const call = atomicText(source, access.cell, operation);
  const text = wantsOldValue(node) ? call : withNewValue(source, call, node, operation);
  return text === undefined
    ? undefined
    : { label: `Use Atomics.${operation.method}`, edits: [replaceNode(node, text)] };
}

/** The old value is what `Atomics` gives back, and what `a[i]++` is; a statement needs none. */
function wantsOldValue(node: TSESTree.Node): boolean {
  if (wrapped(node).parent?.type === 'ExpressionStatement') return true;
  return node.type === 'UpdateExpression' && !node.prefix;
}

function withNewValue(
  source: SourceCode,
  call: string,
  node: TSESTree.Node,
  { operator, operand, isRepeatable }: AtomicOperation,
): string | undefined {
  if (!isRepeatable) return undefined;
  const text = `${call} ${operator} ${operand}`;
  const isEnclosed =
    source.getTokenBefore(node)?.value === '(' && source.getTokenAfter(node)?.value === ')';
  return isEnclosed || STANDS_ALONE.has(node.parent?.type ?? '') ? text : `(${text})`;
}

const STANDS_ALONE = new Set<string>([
  'ArrayExpression',
  'ArrowFunctionExpression',
  'AssignmentExpression',
  'CallExpression',
  'ReturnStatement',
  'TemplateLiteral',
  'VariableDeclarator',
]);

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
