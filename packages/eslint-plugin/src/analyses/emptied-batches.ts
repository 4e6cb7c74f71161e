import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { ancestors, enclosingFunction, isInside } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { isFunction, unwrap } from '../syntax/node-shapes.js';
import { placesOf, variableOf } from '../syntax/variables.js';
import { nodesOf, walk } from '../syntax/walk.js';
import { isInShutdown } from './is-in-shutdown.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import { runsBesideItself } from './runs-beside-itself.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A list is handed to awaited work and emptied after it: what was added in between is lost. */
export interface EmptiedBatch {
  /** Where it is handed over. */
  readonly taken: TSESTree.Node;
  readonly write: Write;
  /** The list, as the source calls it. */
  readonly list: TSESTree.Node;
  readonly awaited: TSESTree.AwaitExpression;
}

export function findEmptiedBatches(model: FileModel, scope: Scope): EmptiedBatch[] {
  const seen = new Set<TSESTree.Node>();
  return relevantWrites(model, scope).flatMap((write) => {
    const isShared = write.kind === 'memory' && write.concurrent && !isInShutdown(write.node);
    const list = isShared ? emptiedBy(write.node) : undefined;
    const found = list && !seen.has(write.node) ? findBatch(write, list, model.source) : undefined;
    if (!found || !runsBesideItself(write, model, scope)) return [];
    seen.add(write.node);
    return [found];
  });
}

/** The list of `list = []`, `list.length = 0` and `list.clear()`. */
function emptiedBy(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'CallExpression') {
    const isClear = node.callee.type === 'MemberExpression' && lastName(node.callee) === 'clear';
    return isClear ? unwrap((node.callee as TSESTree.MemberExpression).object) : undefined;
  }
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return undefined;
  const target = unwrap(node.left);
  if (isEmpty(unwrap(node.right))) return target;
  const isLength = target.type === 'MemberExpression' && lastName(target) === 'length';
  const isZero = node.right.type === 'Literal' && node.right.value === 0;
  return isLength && isZero ? unwrap(target.object) : undefined;
}

function isEmpty(node: TSESTree.Node): boolean {
  if (node.type === 'ArrayExpression') return node.elements.length === 0;
  if (node.type === 'ObjectExpression') return node.properties.length === 0;
  const isNew = node.type === 'NewExpression' && node.arguments.length === 0;
  return isNew && /^(Map|Set|Array)$/.test(lastName(node.callee) ?? '');
}

function findBatch(
  write: Write,
  list: TSESTree.Node,
  source: SourceCode,
): EmptiedBatch | undefined {
  const fn = enclosingFunction(write.node);
  const isHeld = [...write.guards].some(({ kind }) => kind !== 'transaction');
  if (!fn || isHeld) return undefined;
  const name = source.getText(list);
  for (const taken of walk(source, fn.body)) {
    if (taken.range[1] > write.node.range[0] || source.getText(taken) !== name) continue;
    const awaited = awaitOf(taken, source);
    if (!awaited || awaited.range[1] > write.node.range[0]) continue;
    return isGrownElsewhere(name, write, source) ? { taken, write, list, awaited } : undefined;
  }
  return undefined;
}

/** The `await` of a call that gets the list, whole or in parts, itself or by a `const` for it. */
function awaitOf(node: TSESTree.Node, source: SourceCode): TSESTree.AwaitExpression | undefined {
  let inner = node;
  for (const outer of ancestors(node)) {
    if (outer.type === 'AwaitExpression') return isGiven(node, outer) ? outer : undefined;
    if (outer.type === 'VariableDeclarator') return awaitOfAlias(outer, inner, source);
    if (isFunction(outer) || /Statement$/.test(outer.type)) return undefined;
    inner = outer;
  }
  return undefined;
}

function awaitOfAlias(
  { id, init }: TSESTree.VariableDeclarator,
  value: TSESTree.Node,
  source: SourceCode,
): TSESTree.AwaitExpression | undefined {
  if (id.type !== 'Identifier' || init !== value || /^(Call|New)/.test(unwrap(value).type)) {
    return undefined;
  }
  const places = placesOf(variableOf(source, id)).filter((place) => place !== id);
  return places.map((place) => awaitOf(place, source)).find((found) => found !== undefined);
}

/** Whether the list goes into a call: as its argument, or what its own `map` gives. */
function isGiven(node: TSESTree.Node, end: TSESTree.Node): boolean {
  let inner = node;
  for (const outer of ancestors(node)) {
    const isCall = outer.type === 'CallExpression' || outer.type === 'NewExpression';
    if (isCall && outer.callee !== inner) return true;
    if (outer === end) return false;
    const name = outer.type === 'MemberExpression' ? lastName(outer) : undefined;
    // Its length and its emptiness are not what it holds.
    if (
      name !== undefined &&
      !/^(map|flatMap|filter|slice|values|entries|keys|concat)$/.test(name)
    ) {
      return false;
    }
    inner = outer;
  }
  return false;
}

const GROWING = /^(push|unshift|add|set|concat|splice)$/;

/** Whether another function adds to the list, so that it can grow meanwhile. */
function isGrownElsewhere(name: string, { node }: Write, source: SourceCode): boolean {
  const fn = enclosingFunction(node);
  return nodesOf(source).some((part) => {
    return (!fn || !isInside(part, fn)) && isGrowth(part, name, source);
  });
}

function isGrowth(node: TSESTree.Node, name: string, source: SourceCode): boolean {
  if (node.type === 'AssignmentExpression') {
    const target = unwrap(node.left);
    const isEntry = target.type === 'MemberExpression' && source.getText(target.object) === name;
    const isSpread = source.getText(node.right).startsWith(`[...${name}`);
    return (isEntry && lastName(target) !== 'length') || isSpread;
  }
  const isMethod = node.type === 'CallExpression' && node.callee.type === 'MemberExpression';
  if (!isMethod || node.callee.type !== 'MemberExpression') return false;
  return GROWING.test(lastName(node.callee) ?? '') && source.getText(node.callee.object) === name;
}
