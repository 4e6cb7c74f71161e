import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { applyEdits, insertAt, replaceRange, type TextEdit } from './edit.js';
import { endWithComment, lineStart, startWithComments } from './source-ranges.js';
import { indentOf, reindent, semicolonAfter, styleOf } from './style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Puts neighbouring statements, with the comments on them, between two lines of text, one level
 * deeper. Only white space is added inside, so other edits of the statements compose with it. A
 * closing text that ends a call is followed by a semicolon where the file, or what follows, wants it.
 */
export function wrapStatements(
  source: SourceCode,
  statements: readonly [TSESTree.Node, ...TSESTree.Node[]],
  open: string,
  close: string,
): TextEdit[] {
  const style = styleOf(source);
  const indent = indentOf(source, statements[0]);
  const start = startWithComments(source, statements[0]);
  const last = statements.at(-1) ?? statements[0];
  const end = endWithComment(source, last);
  const closing = close.endsWith(')') ? close + semicolonAfter(source, last) : close;
  const lead = style.eol + indent + style.indent;
  return [
    insertAt(start, reindent(open, indent, style) + lead),
    ...deepen(source, start, end),
    insertAt(end, style.eol + indent + reindent(closing, indent, style)),
  ];
}

/** Adds one level of indentation to the lines that begin between the offsets. */
export function deepen(source: SourceCode, start: number, end: number): TextEdit[] {
  const { indent } = styleOf(source);
  const literals = literalRanges(source, start, end);
  const isCode = (offset: number): boolean =>
    !literals.some(([from, to]) => from < offset && offset < to);
  return lineStarts(source.text, start, end)
    .filter(isCode)
    .map((offset) => insertAt(offset, indent));
}

/** The text of the node as it is written where lines begin with `indent`. */
export function movedText(source: SourceCode, node: TSESTree.Node, indent: string): string {
  const [start, end] = node.range;
  const own = indentOf(source, node);
  const literals = literalRanges(source, start, end);
  const edits = lineStarts(source.text, start, end)
    .filter((offset) => source.text.startsWith(own, offset))
    .filter((offset) => !literals.some(([from, to]) => from < offset && offset < to))
    .map((offset) => replaceRange(offset - start, offset - start + own.length, indent));
  return applyEdits(source.getText(node), edits);
}

/** Edits of statements that are put one level deeper: so are the lines that they add. */
export function deepened(
  edits: readonly TextEdit[],
  first: TSESTree.Node,
  source: SourceCode,
): TextEdit[] {
  const { eol, indent } = styleOf(source);
  return edits.map(({ range, text }) => {
    const isInside = range[0] >= first.range[0];
    return { range, text: isInside ? text.replaceAll(eol, eol + indent) : text };
  });
}

function lineStarts(text: string, start: number, end: number): number[] {
  const starts = [];
  for (let offset = start + 1; offset < end; offset += 1) {
    const isStart = lineStart(text, offset) === offset && text[offset - 1] !== undefined;
    if (isStart && !/[\r\n]/.test(text[offset] ?? '\n')) starts.push(offset);
  }
  return starts;
}

/** Where white space at the start of a line belongs to a value. */
function literalRanges(source: SourceCode, start: number, end: number): [number, number][] {
  let ranges = longLiterals.get(source);
  if (!ranges) {
    ranges = source.ast.tokens
      .filter(({ type }) => type === 'Template' || type === 'String')
      .filter(({ loc }) => loc.start.line < loc.end.line)
      .map(({ range }) => range);
    longLiterals.set(source, ranges);
  }
  return ranges.filter(([from, to]) => from < end && start < to);
}

/** The literals of more than one line, looked for once in each file. */
const longLiterals = new WeakMap<object, [number, number][]>();
