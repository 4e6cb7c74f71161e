import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../../effects/access.js';
import type { Argument, CallSite } from '../../effects/call-site.js';
import type { CommandIdiom } from '../../effects/idioms.js';
import { argumentAt } from '../../effects/select.js';
import { insertAfter, insertAt, type TextEdit } from '../../syntax/edit.js';
import { appendToList } from '../../syntax/list.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { quoted, styleOf } from '../../syntax/style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Entry = readonly [name: string, text: string];

/** The input of a command that is written out: `{ TableName, Key, UpdateExpression, … }`. */
export interface Command {
  readonly input: TSESTree.ObjectExpression;
  /** The text that says what it sets. */
  readonly text: TSESTree.StringLiteral | undefined;
}

export function commandOf({ call, operation }: Write): Command | undefined {
  const argument = call && inputOf(operation, call);
  const input = argument ? unwrap(argument.node) : undefined;
  if (input?.type !== 'ObjectExpression' || !input.properties.every(isProperty)) return undefined;
  const text = operation?.kind === 'expression' ? partOf(input, operation.text.path) : undefined;
  return { input, text: text && isText(text) ? text : undefined };
}

/** What a command is to test: a text, with a name and a value that the text speaks of. */
export interface Test {
  readonly text: string;
  readonly name?: Entry;
  readonly value?: Entry;
}

/** The edits that make the command test it. */
export function testEdits(
  { input }: Command,
  { text, name, value }: Test,
  { condition, names, values }: CommandIdiom,
  source: SourceCode,
): TextEdit[] | undefined {
  const edits = [
    saying(text, input, condition, source),
    ...(name ? [entering(name, input, names, source)] : []),
    ...(value ? [entering(value, input, values, source)] : []),
  ];
  const known = edits.filter((edit) => edit !== undefined);
  return known.length === edits.length ? known : undefined;
}

/** `ConditionExpression: 'n >= :bound'`, or one test more. */
function saying(
  text: string,
  input: TSESTree.ObjectExpression,
  condition: string,
  source: SourceCode,
): TextEdit | undefined {
  const known = partOf(input, condition);
  if (!known) return added(`${condition}: ${quoted(source, text)}`, input, source);
  if (!isText(known) || /\bOR\b/i.test(known.value)) return undefined;
  return insertAt(known.range[1] - 1, ` AND ${text}`);
}

/** `ExpressionAttributeValues: { ':bound': 1 }`, or one entry more. */
function entering(
  [name, text]: Entry,
  input: TSESTree.ObjectExpression,
  part: string,
  source: SourceCode,
): TextEdit | undefined {
  const known = partOf(input, part);
  const entry = `${quoted(source, name)}: ${text}`;
  if (!known) return added(`${part}: { ${entry} }`, input, source);
  if (known.type !== 'ObjectExpression' || partOf(known, name)) return undefined;
  const last = known.properties.at(-1);
  return last && insertAfter(last, `, ${entry}`);
}

function added(
  text: string,
  { properties }: TSESTree.ObjectExpression,
  source: SourceCode,
): TextEdit | undefined {
  const last = properties.at(-1);
  // The statement is about to stand in a block of its own.
  return last && appendToList(source, last, text, styleOf(source).indent);
}

function inputOf(operation: Write['operation'], call: CallSite): Argument | undefined {
  if (operation?.kind === 'expression') return argumentAt(call, operation.text);
  return operation?.kind === 'put' ? argumentAt(call, operation.value) : undefined;
}

function isProperty({ type }: TSESTree.Node): boolean {
  return type === 'Property';
}

function isText(node: TSESTree.Node): node is TSESTree.StringLiteral {
  return node.type === 'Literal' && typeof node.value === 'string';
}

function partOf(object: TSESTree.ObjectExpression, name = ''): TSESTree.Node | undefined {
  const found = object.properties.find((property) => {
    return property.type === 'Property' && staticName(property) === name;
  });
  return found?.type === 'Property' ? unwrap(found.value) : undefined;
}
