import * as parser from '@typescript-eslint/parser';
import fc from 'fast-check';

/** How a text is written, whatever it says. */
export interface Dress {
  readonly eol: '\n' | '\r\n';
  readonly indent: '  ' | '\t';
  /** Of so many gaps between tokens one gets a comment. */
  readonly gapsPerComment: number;
  /** The gap that gets the first one. */
  readonly first: number;
}

export const dresses: fc.Arbitrary<Dress> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '\t'),
  gapsPerComment: fc.constantFrom(7, 31, 113),
  first: fc.nat(112),
});

/** The same program with comments between tokens, and other line ends and indentation. */
export function dressed(text: string, { eol, indent, gapsPerComment, first }: Dress): string {
  const { tokens = [] } = parser.parse(text, { tokens: true, range: true, loc: true });
  let result = '';
  let end = 0;
  for (const [at, token] of tokens.entries()) {
    const gap = text.slice(end, token.range[0]);
    const isCommented = at > 0 && at % gapsPerComment === first % gapsPerComment;
    // What stands behind a line break may be a directive of the fixture, or end a statement.
    result += isCommented && !gap.includes('\n') ? `${gap}/* ${at} */` : gap;
    result += text.slice(...token.range);
    end = token.range[1];
  }
  result += text.slice(end);
  return result
    .replace(/^(?: {2})+/gm, (spaces) => indent.repeat(spaces.length / 2))
    .replaceAll('\n', eol);
}
