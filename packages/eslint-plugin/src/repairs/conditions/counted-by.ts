import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Told } from '../../effects/idioms.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { freeName } from '../../syntax/names.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { movedText } from '../../syntax/wrap.js';

/** What stands around an update, so that the code leaves where it changed no row. */
export interface Counted {
  /** `{ count: changed }` */
  readonly taken: string;
  /** `if (changed === 0) return false`, on a line of its own. */
  readonly after: string;
}

export function countedBy(
  { taken, isNone }: Told,
  statement: TSESTree.Node,
  exit: TSESTree.Statement,
  source: Readonly<TSESLint.SourceCode>,
): Counted {
  const { semicolon, eol } = styleOf(source);
  const name = freeName(source, enclosingFunction(statement) ?? source.ast, 'changed');
  const indent = indentOf(source, statement);
  const refuse = `if (${isNone?.(name) ?? `${name} === 0`}) ${movedText(source, exit, indent)}`;
  const line = refuse.endsWith(';') ? refuse : refuse + semicolon;
  return { taken: taken(name), after: eol + indent + line };
}
