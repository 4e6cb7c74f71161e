import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { afterLineBreak, lineEnd, lineStart } from './source-ranges.js';
import { indentOf, styleOf } from './style.js';

/** The text between two offsets, to be replaced by `text`; an empty range inserts. */
export interface TextEdit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

type Ranged = Pick<TSESTree.Node, 'range'>;

export function replaceNode(node: Ranged, text: string): TextEdit {
  return { range: node.range, text };
}

export function replaceRange(start: number, end: number, text: string): TextEdit {
  return { range: [start, end], text };
}

export function insertBefore(node: Ranged, text: string): TextEdit {
  return insertAt(node.range[0], text);
}

export function insertAfter(node: Ranged, text: string): TextEdit {
  return insertAt(node.range[1], text);
}

export function insertAt(offset: number, text: string): TextEdit {
  return { range: [offset, offset], text };
}

/** Sorts by place; edits at one place keep the order in which they were given. */
export function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}

/** Whether two of the edits change the same text, so that they cannot be composed. */
export function hasOverlap(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits);
  return sorted.some((edit, i) => edit.range[0] < (sorted[i - 1]?.range[1] ?? 0));
}

/** The text with all edits made; the edits must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let end = 0;
  for (const edit of sortEdits(edits)) {
    if (edit.range[0] < end) throw new RangeError(`Edits overlap at offset ${edit.range[0]}.`);
    result += text.slice(end, edit.range[0]) + edit.text;
    end = edit.range[1];
  }
  return result + text.slice(end);
}

/** One ESLint fix that makes all edits together. */
export function toFix(edits: readonly TextEdit[]): TSESLint.ReportFixFunction {
  return (fixer) =>
    sortEdits(edits).map((edit) =>
      fixer.replaceTextRange([edit.range[0], edit.range[1]], edit.text),
    );
}

/**
 * The edits together with empty ones at both ends of the range. A fix is as wide as its edits, and
 * hosts make all fixes at once that do not touch, so none other is made in the range with this one.
 */
export function alone(edits: readonly TextEdit[], [start, end]: TextEdit['range']): TextEdit[] {
  const isFree = (offset: number) =>
    edits.every(({ range }) => offset <= range[0] || range[1] <= offset);
  return [...edits, ...[start, end].filter(isFree).map((offset) => insertAt(offset, ''))];
}

/** Removes a statement and its line; comments inside it and around it stay. */
export function removeStatement(
  source: Readonly<TSESLint.SourceCode>,
  node: TSESTree.Node,
): TextEdit {
  const comments = source.getCommentsInside(node).map((comment) => source.getText(comment));
  const nextLine = styleOf(source).eol + indentOf(source, node);
  if (comments.length > 0) {
    // What follows a line comment on its line would become a part of it.
    const rest = source.text.slice(node.range[1], lineEnd(source.text, node.range[1]));
    const isOpen = comments.at(-1)?.startsWith('//') === true && rest.trim() !== '';
    return replaceNode(node, comments.join(nextLine) + (isOpen ? nextLine : ''));
  }
  return isInList(node) ? removeLine(source, node) : replaceNode(node, '{}');
}

/** Removes a statement or a comment, and its line where nothing else is on it. */
export function removeLine({ text }: Readonly<TSESLint.SourceCode>, node: Ranged): TextEdit {
  const line = wholeLine(text, node);
  const [start, end] = line ?? node.range;
  return replaceRange(start - (line ? blankBefore(text, line) : 0), end, '');
}

/** The length of a blank line before one that goes, where it would part nothing any more. */
function blankBefore(text: string, [start, end]: readonly [number, number]): number {
  const blank = /(?<=\n)[\t ]*\r?\n$/.exec(text.slice(Math.max(0, start - MAX_BLANK), start));
  const next = text.slice(end, lineEnd(text, end)).trim();
  return blank && (next === '' || next.startsWith('}')) ? blank[0].length : 0;
}

const MAX_BLANK = 200;

/** Whether the place of the statement may be empty, which the body of an `if` may not. */
function isInList({ parent }: TSESTree.Node): boolean {
  return /^(?:BlockStatement|Program|StaticBlock|SwitchCase|TSModuleBlock)$/.test(
    parent?.type ?? '',
  );
}

/** The line of the statement, or what is before a comment that stands behind it. */
function wholeLine(text: string, node: Ranged): [number, number] | undefined {
  const [start, end] = [lineStart(text, node.range[0]), lineEnd(text, node.range[1])];
  if (text.slice(start, node.range[0]).trim() !== '') return undefined;
  const rest = text.slice(node.range[1], end);
  if (rest.trim() === '') return [start, afterLineBreak(text, end)];
  const isComment = /^\s*\/[/*]/.test(rest);
  return isComment ? [node.range[0], end - rest.trimStart().length] : undefined;
}
