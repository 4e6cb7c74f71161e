import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The offset at which the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text[start - 1])) start -= 1;
  return start;
}

/** The offset at which the line that holds `offset` ends, its line break excluded. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text[end])) end += 1;
  return end;
}

/** The offset after the line break that follows `offset`, or `offset` where the text ends. */
export function afterLineBreak(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset)) return offset + 2;
  return offset < text.length && isLineBreak(text[offset]) ? offset + 1 : offset;
}

function isLineBreak(char: string | undefined): boolean {
  return char === '\n' || char === '\r';
}

/** Where the comments directly above the node begin, or the node itself. */
export function startWithComments(source: SourceCode, node: TSESTree.Node): number {
  let start = node.range[0];
  let line = node.loc.start.line;
  for (const comment of [...source.getCommentsBefore(node)].reverse()) {
    if (comment.loc.end.line < line - 1 || isTrailing(source, comment)) break;
    start = comment.range[0];
    line = comment.loc.start.line;
  }
  return start;
}

/** Where the comment behind the node on its last line ends, or the node itself. */
export function endWithComment(source: SourceCode, node: TSESTree.Node): number {
  const line = node.loc.end.line;
  const next = source.getTokenAfter(node);
  if (next?.loc.start.line === line) return node.range[1];
  const trailing = source.getCommentsAfter(node).filter((c) => c.loc.start.line === line);
  return trailing.at(-1)?.range[1] ?? node.range[1];
}

/** Whether code stands before the comment on its line. */
export function isTrailing(source: SourceCode, comment: TSESTree.Comment): boolean {
  const before = source.getTokenBefore(comment);
  return before?.loc.end.line === comment.loc.start.line;
}
