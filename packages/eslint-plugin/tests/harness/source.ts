import * as parser from '@typescript-eslint/parser';
import type { TSESLint } from '@typescript-eslint/utils';
import { SourceCode } from 'eslint';

/** The text as rules see it. */
export function sourceOf(
  text: string,
  options: { readonly sourceType?: 'commonjs' | 'module' | 'script' } = {},
): TSESLint.SourceCode {
  const { ast, scopeManager, services, visitorKeys } = parser.parseForESLint(text, {
    comment: true,
    loc: true,
    range: true,
    tokens: true,
    sourceType: 'module',
    ...options,
  });
  const config = { text, ast, scopeManager, parserServices: services, visitorKeys };
  const source = new SourceCode(config as unknown as SourceCode.Config);
  link(ast as unknown as Linked, visitorKeys);
  return source as unknown as TSESLint.SourceCode;
}

type Linked = { type: string; parent?: unknown } & Record<string, unknown>;

/** ESLint itself does this on its way over the tree. */
function link(node: Linked, keys: Record<string, readonly string[] | undefined>): void {
  for (const key of keys[node.type] ?? []) {
    for (const child of [node[key]].flat() as (Linked | null)[]) {
      if (!child) continue;
      child.parent = node;
      link(child, keys);
    }
  }
}
