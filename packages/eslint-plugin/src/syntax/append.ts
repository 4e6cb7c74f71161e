import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { insertAfter, type TextEdit } from './edit.js';
import { lineStart } from './source-ranges.js';
import { indentOf, styleOf } from './style.js';
import { unwrap } from './node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Adds properties behind the last one of an object or a pattern: on its line, or each on its own. */
export function appendProperties(
  source: SourceCode,
  last: TSESTree.Node,
  ...properties: readonly string[]
): TextEdit {
  const before = isFirstOnLine(source, last.range[0])
    ? `,${styleOf(source).eol}${indentOf(source, last)}`
    : ', ';
  return insertAfter(last, properties.map((property) => before + property).join(''));
}

/** Adds `.method()` behind a call of a chain: on its line, or on one of its own where the call has one. */
export function appendCall(source: SourceCode, call: TSESTree.Node, text: string): TextEdit {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  const name = callee?.type === 'MemberExpression' ? callee.property : undefined;
  const dot = name && source.getTokenBefore(name);
  const isOwnLine = dot && isFirstOnLine(source, dot.range[0]);
  return insertAfter(call, isOwnLine ? styleOf(source).eol + indentOf(source, dot) + text : text);
}

function isFirstOnLine({ text }: SourceCode, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}
