import type { TSESTree } from '@typescript-eslint/utils';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { staticValueOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import type { Access } from './access.js';
import type { Evaluator } from './evaluate.js';
import { type View, VIEW_CLASSES } from './value.js';

/** Whether each thread has a part of the view of its own, so that no two write this cell. */
export function isPartition(evaluator: Evaluator, { cell }: Access): boolean {
  if (cell.staticIndex !== undefined) return false;
  return (
    isPerThread(evaluator, cell.index) ||
    isLoopOverPart(evaluator, cell.index) ||
    isBulkData(cell.value)
  );
}

/** Samples, pixels and the heap of a module are split among threads, not counted in. */
function isBulkData(view: View | undefined): boolean {
  if (!view) return false;
  const isNumbers = view.array !== 'DataView' && !VIEW_CLASSES.get(view.array);
  return isNumbers || view.isWasm || view.isGuess === true;
}

const PER_THREAD =
  /^(?:workerData|(?:thread|worker|rank|lane|core|cpu|shard|my|own|self)_?(?:id|index|idx|no|num|number|slot|offset|base|rank)?)$/i;

/** Whether the expression has the number of this thread in it. */
export function isPerThread(evaluator: Evaluator, index: TSESTree.Node, depth = 2): boolean {
  for (const node of walk(evaluator.source, index)) {
    const name = nameOf(node);
    if (name === undefined) continue;
    if (PER_THREAD.test(name) || evaluator.evaluate(node)?.kind === 'message') return true;
    const init = depth > 0 ? initOf(evaluator, node) : undefined;
    if (init && isPerThread(evaluator, init, depth - 1)) return true;
  }
  return false;
}

function nameOf(node: TSESTree.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? staticName(node) : undefined;
}

function initOf({ source }: Evaluator, node: TSESTree.Node): TSESTree.Node | undefined {
  const declarator = node.type === 'Identifier' && variableOf(source, node)?.defs[0]?.node;
  if (!declarator || declarator.type !== 'VariableDeclarator' || !declarator.init) return undefined;
  return ARITHMETIC.has(unwrap(declarator.init).type) ? declarator.init : undefined;
}

const ARITHMETIC = new Set<string>(['BinaryExpression', 'Identifier', 'MemberExpression']);

/** `for (let i = start; i < end; i++)` runs over a part of the view; `0` to a constant over all. */
function isLoopOverPart(evaluator: Evaluator, index: TSESTree.Node): boolean {
  for (const node of walk(evaluator.source, index)) {
    const variable = node.type === 'Identifier' ? variableOf(evaluator.source, node) : undefined;
    const declarator = variable?.defs[0]?.node;
    const loop = declarator?.parent?.parent;
    if (declarator?.type !== 'VariableDeclarator' || loop?.type !== 'ForStatement') continue;
    if (loop.init === declarator.parent && !runsOverAll(evaluator, declarator, loop)) return true;
  }
  return false;
}

function runsOverAll(
  { source }: Evaluator,
  { init }: TSESTree.VariableDeclarator,
  { test }: TSESTree.ForStatement,
): boolean {
  const end = test?.type === 'BinaryExpression' ? test.right : undefined;
  if (!init || !end || !staticValueOf(source, init)) return false;
  const isLength = end.type === 'MemberExpression' && staticName(end) === 'length';
  return isLength || staticValueOf(source, end) !== undefined;
}
