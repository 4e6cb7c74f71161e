import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction } from '../syntax/enclosing.js';
import { freeName } from '../syntax/names.js';
import { indentOf, styleOf } from '../syntax/style.js';

/** What stands before and behind an update, so that the code leaves where it changed no row. */
export interface Counted {
  readonly before: string;
  readonly after: string;
}

/** `const { count: changed } = ` and `if (changed === 0) return false`. */
export function countedBy(
  pattern: ((name: string) => string) | undefined,
  isBig: boolean | undefined,
  statement: TSESTree.Node,
  exit: TSESTree.Statement,
  source: Readonly<TSESLint.SourceCode>,
): Counted | undefined {
  if (!pattern) return undefined;
  const { semicolon, eol } = styleOf(source);
  const name = freeName(source, enclosingFunction(statement) ?? source.ast, 'changed');
  const refuse = `if (${isBig ? `!${name}` : `${name} === 0`}) ${source.getText(exit)}`;
  const line = refuse.endsWith(';') ? refuse : refuse + semicolon;
  return {
    before: `const ${pattern(name)} = `,
    after: eol + indentOf(source, statement) + line,
  };
}
