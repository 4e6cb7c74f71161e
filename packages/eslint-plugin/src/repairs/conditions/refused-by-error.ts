import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CommandIdiom } from '../../effects/idioms.js';
import type { TextEdit } from '../../syntax/edit.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { importValue } from '../../syntax/imports.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import { freeName } from '../../syntax/names.js';
import { quoted, styleOf } from '../../syntax/style.js';
import { wrapStatements } from '../../syntax/wrap.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Puts `try` around a statement that fails where its condition does not hold, and leaves as others do. */
export function refusedByError(
  statement: TSESTree.Node,
  exit: TSESTree.Statement | undefined,
  { refusal }: CommandIdiom,
  source: SourceCode,
): TextEdit[] | undefined {
  const isAwaited =
    statement.type === 'ExpressionStatement' && statement.expression.type === 'AwaitExpression';
  const home = enclosingFunction(statement);
  if (!isAwaited || !home?.async || statement.parent.type !== 'BlockStatement') return undefined;
  const error = freeName(source, home, 'error');
  const { semicolon } = styleOf(source);
  const isCurrent = source.text.includes(refusal.package);
  // Errors of the old client have no class, and no type.
  if (!isCurrent && isTypeScript(source)) return undefined;
  const thrown = isCurrent ? importValue(source, refusal.module, refusal.name) : undefined;
  const test = thrown
    ? `${error} instanceof ${thrown.name}`
    : `${error}.code === ${quoted(source, refusal.name)}`;
  const leave = exit ? source.getText(exit).replace(/;$/, '') + semicolon : undefined;
  const lines = leave
    ? [`if (${test}) ${leave}`, `throw ${error}${semicolon}`]
    : [`if (!(${test})) throw ${error}${semicolon}`];
  const close = `} catch (${error}) {\n\t${lines.join('\n\t')}\n}`;
  return [...(thrown?.edits ?? []), ...wrapStatements(source, [statement], 'try {', close)];
}
