import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';

/** Tells the first line and the last of the innermost function around a line, as one text. */
export function innermostFunction(
  text: string,
  filename: string,
): (line: number) => string | undefined {
  const jsx = !/\.[mc]?ts$/.test(filename);
  const { ast, visitorKeys } = parser.parseForESLint(text, { jsx, loc: true, range: true });
  const ranges: [first: number, last: number][] = [];
  visit(ast, visitorKeys as Record<string, string[]>, ({ type, loc }) => {
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type)) {
      ranges.push([loc.start.line, loc.end.line]);
    }
  });
  return (line) => {
    const around = ranges.filter(([first, last]) => first <= line && line <= last);
    const [best] = around.sort(([a, b], [c, d]) => b - a - (d - c));
    return best?.join('-');
  };
}

function visit(
  node: TSESTree.Node,
  keys: Readonly<Record<string, readonly string[]>>,
  see: (node: TSESTree.Node) => void,
): void {
  see(node);
  for (const key of keys[node.type] ?? []) {
    const children = [(node as unknown as Record<string, unknown>)[key]].flat();
    for (const child of children) if (isNode(child)) visit(child, keys, see);
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof (value as { type?: unknown } | null)?.type === 'string';
}
