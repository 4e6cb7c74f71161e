import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The node and all nodes under it, in the order of the text; `skip` leaves a node's inside out. */
export function* walk(
  source: SourceCode,
  root: TSESTree.Node,
  skip: (node: TSESTree.Node) => boolean = () => false,
): Generator<TSESTree.Node, void> {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (node === root || !skip(node)) pushChildren(source, node, stack);
  }
}

interface Nodes {
  readonly all: readonly TSESTree.Node[];
  readonly byType: ReadonlyMap<string, readonly TSESTree.Node[]>;
}

const known = new WeakMap<object, Nodes>();

/**
 * All nodes of the file, in the order of the text.
 *
 * - **Cost:** walked once for each file.
 */
export function nodesOf(source: SourceCode): readonly TSESTree.Node[] {
  return indexOf(source).all;
}

/** The nodes of the file that have the type, in the order of the text. */
export function nodesOfType<T extends TSESTree.Node['type']>(
  source: SourceCode,
  type: `${T}`,
): readonly Extract<TSESTree.Node, { type: T }>[] {
  return (indexOf(source).byType.get(type) ?? []) as Extract<TSESTree.Node, { type: T }>[];
}

function indexOf(source: SourceCode): Nodes {
  let nodes = known.get(source);
  if (!nodes) {
    nodes = indexed(source);
    known.set(source, nodes);
  }
  return nodes;
}

function indexed(source: SourceCode): Nodes {
  const all: TSESTree.Node[] = [];
  const byType = new Map<string, TSESTree.Node[]>();
  const stack: TSESTree.Node[] = [source.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    all.push(node);
    const alike = byType.get(node.type);
    if (alike) alike.push(node);
    else byType.set(node.type, [node]);
    pushChildren(source, node, stack);
  }
  return { all, byType };
}

/** Last child first, so that a stack gives them in the order of the text. */
function pushChildren(
  { visitorKeys }: SourceCode,
  node: TSESTree.Node,
  stack: TSESTree.Node[],
): void {
  const keys = visitorKeys[node.type] ?? [];
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const value = (node as unknown as Record<string, unknown>)[keys[at] ?? ''];
    if (!Array.isArray(value)) {
      if (isNode(value)) stack.push(value);
      continue;
    }
    for (let i = value.length - 1; i >= 0; i -= 1) {
      const child: unknown = value[i];
      if (isNode(child)) stack.push(child);
    }
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
