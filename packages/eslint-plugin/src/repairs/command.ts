import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../effects/access.js';
import type { Argument, CallSite } from '../effects/call-site.js';
import type { CommandIdiom } from '../effects/idioms.js';
import { argumentAt } from '../effects/select.js';
import { insertAfter, insertAt, type TextEdit } from '../syntax/edit.js';
import { appendToList } from '../syntax/list.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { quoted, styleOf } from '../syntax/style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The input of a command that is written out: `{ TableName, Key, UpdateExpression, … }`. */
export interface Command {
  /** What it sets, as a text. */
  readonly text: string | undefined;
  readonly textNode: TSESTree.Node | undefined;
  /** The edits that make it test the text, with names and values of the text's own. */
  readonly test: (
    text: string,
    value?: readonly [name: string, text: string],
    name?: readonly [name: string, text: string],
  ) => TextEdit[] | undefined;
}

export function commandOf(
  { call, operation }: Write,
  { condition, names, values }: CommandIdiom,
  source: SourceCode,
): Command | undefined {
  const argument = call && inputOf(operation, call);
  const input = argument ? unwrap(argument.node) : undefined;
  const last = input?.type === 'ObjectExpression' ? input.properties.at(-1) : undefined;
  if (input?.type !== 'ObjectExpression' || !last || !isWrittenOut(input)) return undefined;
  // The statement is about to stand in a block of its own.
  const { indent } = styleOf(source);
  const textNode =
    operation?.kind === 'expression' ? partOf(input, operation.text.path) : undefined;
  const into = (part: string, entry: readonly [string, string]): TextEdit | undefined => {
    const known = partOf(input, part);
    const written = `${quoted(source, entry[0])}: ${entry[1]}`;
    if (!known) return appendToList(source, last, `${part}: { ${written} }`, indent);
    const end = known.type === 'ObjectExpression' ? known.properties.at(-1) : undefined;
    const isTaken = end && partOf(known as TSESTree.ObjectExpression, entry[0]) !== undefined;
    return end && !isTaken ? insertAfter(end, `, ${written}`) : undefined;
  };
  const saying = (text: string): TextEdit | undefined => {
    const known = partOf(input, condition);
    if (!known) return appendToList(source, last, `${condition}: ${quoted(source, text)}`, indent);
    const isText = known.type === 'Literal' && typeof known.value === 'string';
    return isText && !/\bOR\b/i.test(known.value)
      ? insertAt(known.range[1] - 1, ` AND ${text}`)
      : undefined;
  };
  return {
    text: textNode?.type === 'Literal' ? String(textNode.value) : undefined,
    textNode,
    test: (text, value, name) => {
      const edits = [
        saying(text),
        ...(name ? [into(names, name)] : []),
        ...(value ? [into(values, value)] : []),
      ];
      const known = edits.filter((edit) => edit !== undefined);
      return known.length === edits.length ? known : undefined;
    },
  };
}

function inputOf(operation: Write['operation'], call: CallSite): Argument | undefined {
  if (operation?.kind === 'expression') return argumentAt(call, operation.text);
  return operation?.kind === 'put' ? argumentAt(call, operation.value) : undefined;
}

function isWrittenOut({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.every(({ type }) => type === 'Property');
}

function partOf(object: TSESTree.ObjectExpression, name = ''): TSESTree.Node | undefined {
  const found = object.properties.find((property) => {
    return property.type === 'Property' && staticName(property) === name;
  });
  return found?.type === 'Property' ? unwrap(found.value) : undefined;
}
