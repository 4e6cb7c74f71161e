import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { insertAfter, type TextEdit } from './edit.js';
import { unwrap } from './node-shapes.js';
import { indentOf, styleOf } from './style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Adds `.method()` behind a call of a chain, on a line of its own if that one has one. */
export function appendCall(source: SourceCode, call: TSESTree.Node, text: string): TextEdit {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  const dot =
    callee?.type === 'MemberExpression' ? source.getTokenBefore(callee.property) : undefined;
  const before = dot && source.getTokenBefore(dot);
  const isOnOwnLine = dot && before && before.loc.end.line < dot.loc.start.line;
  return insertAfter(call, isOnOwnLine ? styleOf(source).eol + indentOf(source, dot) + text : text);
}
