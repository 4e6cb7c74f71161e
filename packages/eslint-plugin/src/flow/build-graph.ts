import type { TSESTree } from '@typescript-eslint/utils';

import { BlockList } from './block-list.js';
import { ExpressionFlow } from './expression-flow.js';
import type { FunctionNode, Graph } from './graph.js';
import { StatementFlow } from './statement-flow.js';

const graphs = new WeakMap<TSESTree.Node, Graph>();

/**
 * The control-flow graph of a function's body, or of a program's top level.
 *
 * - **Cost:** linear in the body, except that a `finally` is laid once for each way into it.
 * - **Memory:** kept as long as the node is.
 */
export function graphOf(root: FunctionNode | TSESTree.Program): Graph {
  let graph = graphs.get(root);
  if (!graph) {
    graph = buildGraph(root);
    graphs.set(root, graph);
  }
  return graph;
}

function buildGraph(root: FunctionNode | TSESTree.Program): Graph {
  const blocks = new BlockList();
  const expressions: ExpressionFlow = new ExpressionFlow(blocks, {
    addStatements: (body) => statements.addAll(body),
    mayReturn: () => statements.mayReturn(),
  });
  const statements: StatementFlow = new StatementFlow(blocks, expressions, root);
  const entry = blocks.current;
  if (root.type === 'Program') {
    statements.addAll(root.body);
  } else {
    root.params.forEach((node, index) => expressions.addParameter(node, index));
    addBody(root.body, statements, expressions, blocks);
  }
  blocks.jump(blocks.exit);
  return { root, entry, exit: blocks.exit, thrown: blocks.thrown, blocks: blocks.all };
}

function addBody(
  body: FunctionNode['body'],
  statements: StatementFlow,
  expressions: ExpressionFlow,
  blocks: BlockList,
): void {
  if (body.type === 'BlockStatement') {
    statements.addAll(body.body);
    return;
  }
  expressions.add(body);
  blocks.step({ kind: 'return', node: body, value: body });
}
