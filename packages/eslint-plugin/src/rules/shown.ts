import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** The node as a message shows it between backticks. */
export function shown(node: TSESTree.Node, source: Readonly<TSESLint.SourceCode>): string {
  return shownText(source.getText(node));
}

/** Source text on one line, without the marks of TypeScript and the backticks of a template. */
export function shownText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const isTemplate = /^`[^`]*`$/.test(line);
  if (isTemplate) return line.slice(1, -1);
  return line.replace(/`/g, "'").replace(/(?<=[\w$)\]])!(?=[.[)\]]|$)/g, '');
}
