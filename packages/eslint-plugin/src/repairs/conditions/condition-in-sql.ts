import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite } from '../../analyses/race.js';
import { insertAfter, insertAt, type TextEdit } from '../../syntax/edit.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import type { Wanted } from './column-test.js';
import { literalTextOf, parametersOf } from '../sql-call.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `… WHERE id = $1` becomes `… WHERE id = $1 AND n >= $2`, with the bound as a further parameter. */
export function conditionInSql(
  race: DerivedWrite,
  wanted: Wanted,
  source: SourceCode,
): TextEdit[] | undefined {
  const { write, field } = race;
  const tagged = write.node.type === 'TaggedTemplateExpression' ? write.node.quasi : undefined;
  const text = tagged ?? literalTextOf(write);
  // Other names would need quotes of the dialect.
  if (!text || !/^[a-z_][a-z0-9_]*$/.test(field.path)) return undefined;
  const end = endOfCondition(source.getText(text));
  const operator = operatorOf(wanted, race);
  if (end === undefined || operator === undefined) return undefined;
  const at = text.range[0] + end;
  if (wanted.bound === 'true' || wanted.bound === 'null') {
    return [insertAt(at, ` AND ${field.path} ${operator} ${wanted.bound.toUpperCase()}`)];
  }
  const bound = tagged
    ? { text: `\${${wanted.bound}}` }
    : boundIn(wanted.bound, race, text, source);
  return (
    bound && [
      insertAt(at, ` AND ${field.path} ${operator} ${bound.text}`),
      ...(bound.edit ? [bound.edit] : []),
    ]
  );
}

/** Where the condition ends in the source of the text, if it is one that more can be added to. */
function endOfCondition(code: string): number | undefined {
  const start = code.search(/\bwhere\b/i);
  if (start === -1 || /\b(or|select|order|limit|group)\b/i.test(code.slice(start)))
    return undefined;
  const returning = code.search(/\breturning\b/i);
  const end = returning === -1 ? code.length - 1 : returning;
  return code.slice(0, end).replace(/[\s;]+$/, '').length;
}

function operatorOf({ operator, bound }: Wanted, { write }: DerivedWrite): string | undefined {
  const isWord = bound === 'null' || bound === 'true';
  if (operator === '=') return isWord ? 'IS' : '=';
  if (isWord) return operator === 'is' ? 'IS' : 'IS NOT';
  const words = write.library?.idioms?.condition?.words;
  if (operator === 'is') return words?.is;
  return operator === 'is not' ? words?.isNot : operator;
}

interface Bound {
  readonly text: string;
  readonly edit?: TextEdit;
}

/** The bound in the text, or its place among the parameters. */
function boundIn(
  bound: string,
  { write }: DerivedWrite,
  text: TSESTree.Node,
  source: SourceCode,
): Bound | undefined {
  if (/^-?\d+(\.\d+)?$/.test(bound)) return { text: bound };
  if (text.type === 'TemplateLiteral' && text.expressions.length > 0) return undefined;
  const given = parametersOf(write);
  const list = given.length === 1 && given[0] ? unwrap(given[0]) : undefined;
  const code = source.getText(text);
  if (write.statement?.parameterNames.length) {
    return list?.type === 'ObjectExpression' ? namedBound(bound, list, code, source) : undefined;
  }
  const items = list?.type === 'ArrayExpression' ? list.elements : given;
  const last = items.at(-1);
  if (!last || items.some((item) => !item || item.type === 'SpreadElement')) return undefined;
  const edit = insertAfter(last, `, ${bound}`);
  if (code.includes('?')) return { text: '?', edit };
  const known = items.findIndex((item) => item && source.getText(item) === bound);
  return known === -1 ? { text: `$${items.length + 1}`, edit } : { text: `$${known + 1}` };
}

/** `:by` of `{ by }`, or a further property. */
function namedBound(
  bound: string,
  list: TSESTree.ObjectExpression,
  code: string,
  source: SourceCode,
): Bound | undefined {
  const prefix = /[:@$](?=[a-z_])/i.exec(code.replaceAll('::', ''))?.[0];
  const last = list.properties.at(-1);
  if (prefix === undefined || !last) return undefined;
  const known = list.properties.find((property) => {
    return property.type === 'Property' && source.getText(property.value) === bound;
  });
  const name = known?.type === 'Property' ? staticName(known) : undefined;
  if (name !== undefined) return { text: prefix + name };
  const isTaken = list.properties.some(
    (at) => at.type !== 'Property' || staticName(at) === 'bound',
  );
  return isTaken
    ? undefined
    : { text: `${prefix}bound`, edit: insertAfter(last, `, bound: ${bound}`) };
}
