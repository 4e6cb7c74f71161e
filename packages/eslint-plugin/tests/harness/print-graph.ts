import type { TSESTree } from '@typescript-eslint/utils';
import type { Assumption, Block, Graph, Step } from '../../src/flow/graph.js';

/** Expressions whose evaluation says nothing that the step around it does not say. */
const SILENT = /^(Identifier|Literal|ThisExpression|Super|TemplateElement|.*Function.*)$/;

/** The blocks that control can reach, in the order in which it does, with their steps and edges. */
export function printGraph(graph: Graph, text: string): string {
  const names = nameBlocks(graph);
  const lines = [...names].map(([block, name]) => {
    const steps = block.steps.flatMap((step) => printStep(step, text));
    return [`${name}:`, ...[...steps, ...printEdges(block, graph, names, text)].map(indent)];
  });
  return lines.map((block) => block.join('\n')).join('\n') + '\n';
}

function nameBlocks(graph: Graph): Map<Block, string> {
  const names = new Map<Block, string>();
  const open = [graph.entry];
  for (let block = open.shift(); block; block = open.shift()) {
    if (names.has(block) || isEnd(block, graph)) continue;
    names.set(block, names.size === 0 ? 'entry' : `b${names.size}`);
    open.push(...block.edges.map(({ to }) => skipEmpty(to, graph)));
    if (block.steps.length > 0) open.push(skipEmpty(block.onThrow, graph));
  }
  return names;
}

function isEnd(block: Block, graph: Graph): boolean {
  return block === graph.exit || block === graph.thrown;
}

/** A block without steps and with one way on stands for where that leads. */
function skipEmpty(block: Block, graph: Graph): Block {
  const [only] = block.edges;
  const isEmpty = block.steps.length === 0 && block.edges.length === 1 && !only?.assume;
  return isEmpty && only && !isEnd(block, graph) ? skipEmpty(only.to, graph) : block;
}

function printEdges(
  block: Block,
  graph: Graph,
  names: ReadonlyMap<Block, string>,
  text: string,
): string[] {
  const nameOf = (to: Block): string => {
    const end = skipEmpty(to, graph);
    if (end === graph.exit) return 'exit';
    return end === graph.thrown ? 'thrown' : (names.get(end) ?? 'nowhere');
  };
  const edges = block.edges.map(({ to, assume }) => {
    return `-> ${nameOf(to)}${assume ? ` when ${printAssumption(assume, text)}` : ''}`;
  });
  const throws = block.steps.length > 0 && block.onThrow !== graph.thrown;
  return throws ? [...edges, `=> ${nameOf(block.onThrow)} when a step throws`] : edges;
}

function printAssumption({ test, outcome }: Assumption, text: string): string {
  const tested = sourceOf(test, text);
  if (typeof outcome === 'object') return `${tested} === ${sourceOf(outcome.equals, text)}`;
  return `${tested} is ${outcome}`;
}

function printStep(step: Step, text: string): string[] {
  if (step.kind === 'evaluate' && SILENT.test(step.node.type)) return [];
  const node = nodeOf(step);
  return [node ? `${step.kind} ${sourceOf(node, text)}` : step.kind];
}

/** The part of a step's node that tells it apart. */
function nodeOf(step: Step): TSESTree.Node | null {
  if (step.kind === 'return') return step.value;
  if (step.kind === 'catch') return step.node.param;
  if (step.node.type === 'ForOfStatement' || step.node.type === 'ForInStatement') {
    return step.node.left;
  }
  return step.node;
}

function sourceOf({ range }: TSESTree.Node, text: string): string {
  const code = text.slice(...range).replace(/\s+/g, ' ');
  return code.length <= 60 ? code : `${code.slice(0, 57)}...`;
}

function indent(line: string): string {
  return `  ${line}`;
}
