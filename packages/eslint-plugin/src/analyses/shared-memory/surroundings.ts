import type { TSESTree } from '@typescript-eslint/utils';
import { ancestors } from '../../syntax/enclosing.js';
import { type FunctionNode, isFunction } from '../../syntax/node-shapes.js';

/** What runs around a node, up to the function that is no callback of a call in place. */
export interface Surroundings {
  /** The statements and tests that surely run before, and the statements that surely run after. */
  readonly before: TSESTree.Node[];
  readonly after: TSESTree.Node[];
  /** The calls that get the functions around as callbacks. */
  readonly callbacks: TSESTree.CallExpression[];
}

export function surroundings(node: TSESTree.Node): Surroundings {
  const found: Surroundings = { before: [], after: [], callbacks: [] };
  let inner = node;
  for (const outer of ancestors(node)) {
    if (isFunction(outer)) {
      if (outer.parent.type !== 'CallExpression') break;
      found.callbacks.push(outer.parent);
    }
    const [earlier, later] = aroundIn(outer, inner);
    found.before.push(...earlier);
    found.after.push(...later);
    inner = outer;
  }
  return found;
}

/** The function at which `surroundings` ends. */
export function outermostInPlace(node: TSESTree.Node): FunctionNode | undefined {
  for (const outer of ancestors(node)) {
    if (isFunction(outer) && outer.parent.type !== 'CallExpression') return outer;
  }
  return undefined;
}

/** What surely runs before and after `inner` within `outer`. */
function aroundIn(
  outer: TSESTree.Node,
  inner: TSESTree.Node,
): readonly [TSESTree.Node[], TSESTree.Node[]] {
  if (outer.type === 'TryStatement') {
    return [[], outer.finalizer && outer.finalizer !== inner ? [outer.finalizer] : []];
  }
  if (outer.type === 'IfStatement') return [outer.consequent === inner ? [outer.test] : [], []];
  const list = statementsOf(outer);
  const i = list.indexOf(inner);
  return i === -1 ? [[], []] : [list.slice(0, i), list.slice(i + 1)];
}

function statementsOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'SwitchCase') return node.consequent;
  const isList =
    node.type === 'BlockStatement' || node.type === 'Program' || node.type === 'StaticBlock';
  return isList ? node.body : [];
}
