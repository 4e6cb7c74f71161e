import type { TSESLint } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import type { Library } from '../../effects/library.js';
import { builtModelOf } from '../../effects/model.js';
import { staticName } from '../../syntax/node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Calls of a chain that join rows which may be missing, or give no rows of the table. */
const NO_ROWS = /^((left|right|full|outer)\w*join\w*|groupBy|distinct\w*|union\w*|withGraph\w*)$/i;
const NO_ROWS_IN_SQL =
  /\b(for\s+(update|share)|group\s+by|count|sum|max|min|distinct|union|(left|right|full)(\s+outer)?\s+join)\b/i;

/**
 * Whether a row lock of the read is one. A database locks rows, and no sums over them; PostgreSQL
 * refuses to lock rows of another table that may be missing.
 */
export function isLockable(read: Read, source: SourceCode): boolean {
  const { operation, call, resource } = read;
  const { library } = resource;
  if (!library || !locksRows(library, source)) return false;
  if (operation?.kind === 'sql') return true;
  if (operation?.kind !== 'read' || operation.gives === 'value') return false;
  return !(call?.chain ? isChainOfOthers(call.chain.calls) : isJoined(read, library, source));
}

/** Whether the engine has row locks. */
function locksRows({ database }: Library, source: SourceCode): boolean {
  return (database ?? builtModelOf(source)?.database) !== 'sqlite';
}

/** Whether the statement, in its quotes, reads rows that can be locked. */
export function isLockableText(code: string): boolean {
  return /^.\s*select\b/i.test(code) && !NO_ROWS_IN_SQL.test(code);
}

function isChainOfOthers(calls: readonly { readonly name: string }[]): boolean {
  return calls.some(({ name }) => NO_ROWS.test(name));
}

function isJoined({ call }: Read, { rowLock }: Library, source: SourceCode): boolean {
  if (/^(mysql|mariadb)$/.test(builtModelOf(source)?.database ?? '')) return false;
  const options = call?.args.flatMap(({ node }) => {
    return node.type === 'ObjectExpression' ? node.properties : [];
  });
  return (options ?? []).some((each) => {
    return each.type === 'Property' && rowLock?.joins?.includes(staticName(each) ?? '');
  });
}
