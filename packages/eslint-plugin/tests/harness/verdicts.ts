import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';

export type Verdict = 'race' | 'ok' | 'fp' | 'fn';

/** A function whose name says what is expected of it. */
export interface Judged {
  readonly name: string;
  readonly verdict: Verdict;
  readonly startLine: number;
  readonly endLine: number;
  /** What a comment above or inside says; `fp_` and `fn_` must have one. */
  readonly reason: string | undefined;
}

/** The functions, methods and classes of the text whose names carry a verdict. */
export function judgedFunctions(text: string, filename: string): Judged[] {
  const jsx = /[jt]sx$/.test(filename);
  const { ast, visitorKeys } = parser.parseForESLint(text, {
    loc: true,
    range: true,
    comment: true,
    jsx,
  });
  const judged: Judged[] = [];
  const visit = (node: TSESTree.Node): void => {
    const name = nameOf(node);
    const verdict = name === undefined ? undefined : verdictOf(name);
    if (name !== undefined && verdict) judged.push(judge(node, name, verdict, ast.comments ?? []));
    for (const key of visitorKeys[node.type] ?? []) {
      const children = [(node as unknown as Record<string, unknown>)[key]].flat();
      for (const child of children) if (child) visit(child as TSESTree.Node);
    }
  };
  visit(ast);
  return judged;
}

function judge(
  { loc }: TSESTree.Node,
  name: string,
  verdict: Verdict,
  comments: readonly TSESTree.Comment[],
): Judged {
  const [startLine, endLine] = [loc.start.line, loc.end.line];
  const comment = comments.find(({ loc: { end }, value }) => {
    return end.line >= startLine - 1 && end.line <= endLine && !value.trim().startsWith('want ');
  });
  return { name, verdict, startLine, endLine, reason: comment && textOf(comment) };
}

function textOf({ value }: TSESTree.Comment): string {
  return value
    .replace(/^\s*\*+ ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function verdictOf(name: string): Verdict | undefined {
  if (/^fp_/.test(name)) return 'fp';
  if (/^fn_/.test(name)) return 'fn';
  return /_(race|ok)$/.exec(name)?.[1] as Verdict | undefined;
}

function nameOf(node: TSESTree.Node): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id?.name;
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' && isCode(node.init) ? node.id.name : undefined;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return 'name' in node.key && isCode(node.value) ? String(node.key.name) : undefined;
    default:
      return undefined;
  }
}

function isCode(node: TSESTree.Node | null): boolean {
  return /Function|ClassExpression|CallExpression/.test(node?.type ?? '');
}
