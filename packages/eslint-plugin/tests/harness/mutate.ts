import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';

/** One change of a text: of the `at`-th part of a kind, with the `other`-th part of it. */
export interface Change {
  readonly kind: keyof Parts;
  readonly at: number;
  readonly other: number;
  readonly how: number;
}

interface Parts {
  readonly tokens: readonly TSESTree.Range[];
  readonly expressions: readonly TSESTree.Range[];
  readonly statements: readonly TSESTree.Range[];
}

type Rewrite = (part: string, other: string) => string;

/** Each leaves, mostly, what still parses, except those of tokens. */
const REWRITES: Record<keyof Parts, readonly Rewrite[]> = {
  tokens: [() => '', (part) => `${part} ${part}`, (_, other) => other, (part) => part.slice(1)],
  expressions: [
    (_, other) => other,
    (part) => `await ${part}`,
    (part, other) => `(${part}, ${other})`,
    (part, other) => `[...${part}, ${other}]`,
    (part, other) => `{ ...${part}, x: ${other} }`,
    (part) => `${part}?.x`,
    (part, other) => `${part} ?? ${other}`,
    (part) => `\`\${${part}}\``,
    (part) => `(async () => ${part})()`,
    (part, other) => `async ({ a = ${part}, ...b }) => { for await (const c of ${other}) b = c; }`,
    (part) => `class { static #x = ${part}; }`,
    () => 'super.x',
  ],
  statements: [
    () => '',
    (part) => `${part}\n${part}`,
    (part, other) => `${other}\n${part}`,
    (part, other) => `try { ${part} } finally { ${other} }`,
    (part) => `for (;;) { ${part} }`,
    (part, other) => `if (x) { ${part} } else { ${other} }`,
    (part, other) => `switch (x) { case 1: ${part} default: ${other} }`,
  ],
};

/** The text with the changes made, which need not parse any more. */
export function mutate(text: string, filename: string, changes: readonly Change[]): string {
  const parts = partsOf(text, filename);
  const edits = changes.flatMap(({ kind, at, other, how }) => {
    const ranges = parts[kind];
    const [range, second] = [ranges[at % ranges.length], ranges[other % ranges.length]];
    const rewrite = REWRITES[kind][how % REWRITES[kind].length];
    if (!range || !second || !rewrite) return [];
    return [{ range, insert: rewrite(text.slice(...range), text.slice(...second)) }];
  });
  edits.sort((a, b) => b.range[0] - a.range[0]);
  let [output, start] = [text, text.length];
  for (const { range, insert } of edits) {
    if (range[1] > start) continue;
    output = output.slice(0, range[0]) + insert + output.slice(range[1]);
    start = range[0];
  }
  return output;
}

const known = new Map<string, Parts>();

function partsOf(text: string, filename: string): Parts {
  let parts = known.get(filename);
  if (!parts) known.set(filename, (parts = findParts(text, filename)));
  return parts;
}

function findParts(text: string, filename: string): Parts {
  const jsx = /[jt]sx$/.test(filename);
  const { ast, visitorKeys } = parser.parseForESLint(text, { range: true, tokens: true, jsx });
  const [expressions, statements]: TSESTree.Range[][] = [[], []];
  const visit = (node: TSESTree.Node): void => {
    const isStatement = /Statement$|^(Variable|Function|Class)Declaration$/.test(node.type);
    if (isStatement) statements?.push(node.range);
    if (/Expression$|^(Identifier|Literal)$/.test(node.type)) expressions?.push(node.range);
    for (const key of visitorKeys[node.type] ?? []) {
      const children = [(node as unknown as Record<string, unknown>)[key]].flat();
      for (const child of children) if (child) visit(child as TSESTree.Node);
    }
  };
  visit(ast);
  return {
    tokens: (ast.tokens ?? []).map(({ range }) => range),
    expressions: expressions ?? [],
    statements: statements ?? [],
  };
}
