import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** The node and all nodes under it, in the order of the text; `skip` leaves a node's inside out. */
export function* walk(
  source: Readonly<TSESLint.SourceCode>,
  root: TSESTree.Node,
  skip: (node: TSESTree.Node) => boolean = () => false,
): Generator<TSESTree.Node, void> {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (node === root || !skip(node)) stack.push(...childrenOf(source, node).reverse());
  }
}

const everyNode = new WeakMap<object, readonly TSESTree.Node[]>();

/**
 * All nodes of the file, in the order of the text.
 *
 * - **Cost:** walked once for each file.
 */
export function nodesOf(source: Readonly<TSESLint.SourceCode>): readonly TSESTree.Node[] {
  let nodes = everyNode.get(source);
  if (!nodes) {
    nodes = [...walk(source, source.ast)];
    everyNode.set(source, nodes);
  }
  return nodes;
}

export function childrenOf(
  { visitorKeys }: Readonly<TSESLint.SourceCode>,
  node: TSESTree.Node,
): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
