import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, isFunction } from './node-shapes.js';

/** The nodes around the node, from the inside out. */
export function* ancestors(node: TSESTree.Node): Generator<TSESTree.Node, void> {
  for (let outer = node.parent; outer; outer = outer.parent) yield outer;
}

const homes = new WeakMap<TSESTree.Node, FunctionNode | undefined>();

/** - **Cost:** each node is climbed from once. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | undefined {
  const climbed: TSESTree.Node[] = [];
  let at: TSESTree.Node | undefined = node;
  while (at && !homes.has(at)) {
    climbed.push(at);
    at = at.parent;
    if (at && isFunction(at)) break;
  }
  const outer = at && isFunction(at) && climbed.length > 0 ? at : at && homes.get(at);
  // The program's parent is `null` to some parsers.
  const home = outer ?? undefined;
  for (const each of climbed) homes.set(each, home);
  return home;
}

/** The function around the node that no other function is around. */
export function outermostFunction(node: TSESTree.Node): FunctionNode | undefined {
  return [...ancestors(node)].findLast(isFunction);
}

export function enclosingClass(
  node: TSESTree.Node,
): TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined {
  for (const outer of ancestors(node)) {
    if (outer.type === 'ClassDeclaration' || outer.type === 'ClassExpression') return outer;
  }
  return undefined;
}

/** The statement that stands in a block, a `switch` case or the program and holds the node. */
export function enclosingStatement(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  while (inner.parent && !BODIES.has(inner.parent.type)) inner = inner.parent;
  return inner;
}

const BODIES = new Set<string>([
  'BlockStatement',
  'Program',
  'StaticBlock',
  'SwitchCase',
  'TSModuleBlock',
]);

export function isInside(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];
}
