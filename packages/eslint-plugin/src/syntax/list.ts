import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { insertAfter, type TextEdit } from './edit.js';
import { indentOf, styleOf } from './style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Adds elements behind the last one of a braced list, each on a line of its own if that one has one;
 * `deeper` is what other edits add to the lines of the list.
 */
export function appendToList(
  source: SourceCode,
  last: TSESTree.Node,
  texts: string | readonly string[],
  deeper = '',
): TextEdit {
  const before = source.getTokenBefore(last);
  const isOnOwnLine = before !== null && before.loc.end.line < last.loc.start.line;
  const gap = isOnOwnLine ? styleOf(source).eol + indentOf(source, last) + deeper : ' ';
  return insertAfter(
    last,
    [texts]
      .flat()
      .map((text) => `,${gap}${text}`)
      .join(''),
  );
}
