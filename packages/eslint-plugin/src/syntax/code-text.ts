import type { TSESLint } from '@typescript-eslint/utils';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Range = readonly [start: number, end: number];

/** Tokens that say something, and how much of their ends is code. */
const SAYING: ReadonlySet<string> = new Set(['JSXText', 'RegularExpression', 'String', 'Template']);

/**
 * The text of a file with blanks for its comments and for what its strings, templates and patterns
 * say: all that is left is code, at its place.
 *
 * - **Cost:** one look at each token.
 */
export function codeOf(source: SourceCode): string {
  const { text } = source;
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of saidIn(source)) {
    if (start < at || end <= start) continue;
    parts.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(at);
}

/** Where no code stands, in the order of the text. */
function saidIn(source: SourceCode): Range[] {
  const comments = source.getAllComments().map(({ range }) => range);
  const said = (source.ast.tokens ?? [])
    .filter(({ type }) => SAYING.has(type))
    .map(({ type, range }) => (type === 'JSXText' ? range : inner(range, source.text)));
  return [...comments, ...said].sort(([a], [b]) => a - b);
}

/** What stands between the quotes, or between `}` and `${`. */
function inner([start, end]: Range, text: string): Range {
  const isOpen = text.slice(end - 2, end) === '${';
  return [start + 1, end - (isOpen ? 2 : 1)];
}
