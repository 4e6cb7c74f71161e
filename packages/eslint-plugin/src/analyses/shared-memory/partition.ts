import type { TSESTree } from '@typescript-eslint/utils';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { placesOf, staticValueOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import type { Cell } from './cell.js';
import type { Evaluator } from './evaluate.js';
import type { SharedMemoryRace } from './race.js';
import { VIEW_CLASSES } from './value.js';

/** Whether each thread has a part of the view of its own, so that no two write this cell. */
export function isPartition(evaluator: Evaluator, { access, kind }: SharedMemoryRace): boolean {
  const { cell } = access;
  if (cell.staticIndex !== undefined) return false;
  // Who tests a cell before writing it expects others to write it.
  const isOwnPart = kind !== 'claim' && isLoopOverPart(evaluator, cell.index);
  return isOwnPart || isPerThread(evaluator, cell.index) || isBulkData(evaluator, cell);
}

/** Samples, pixels and the heap of a module are split among threads, not counted in. */
function isBulkData(evaluator: Evaluator, { value, index }: Cell): boolean {
  if (!value) return false;
  if (value.isWasm || value.isGuess === true) return true;
  const isNumbers = value.array !== 'DataView' && !VIEW_CLASSES.get(value.array);
  return isNumbers && [...walk(evaluator.source, index)].some((node) => isMoving(evaluator, node));
}

/** A variable that runs over the elements: of a loop, of a callback, or changed on the way. */
function isMoving({ source }: Evaluator, node: TSESTree.Node): boolean {
  const variable = node.type === 'Identifier' ? variableOf(source, node) : undefined;
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return false;
  if (definition.type === 'Parameter') return definition.node.parent?.type === 'CallExpression';
  const isLoopVariable = /^For/.test(definition.node.parent?.parent?.type ?? '');
  return isLoopVariable || placesOf(variable).some(isChanged);
}

function isChanged(place: TSESTree.Identifier): boolean {
  const { parent } = place;
  if (parent.type === 'UpdateExpression') return true;
  return parent.type === 'AssignmentExpression' && parent.left === place;
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
