import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite, Race } from '../../analyses/race.js';
import type { CommandIdiom } from '../../effects/idioms.js';
import { replaceNode, replaceRange, type TextEdit } from '../../syntax/edit.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { joinImports } from '../../syntax/join-imports.js';
import type { Wanted } from './column-test.js';
import { commandOf, testEdits, type Command } from './command.js';
import { isIndependent } from '../arithmetic.js';
import type { Repair } from '../repair.js';
import { requirementOf } from './requirement.js';
import { refusedByError } from './refused-by-error.js';
import { writtenSum } from '../atomic/written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `if (row.status !== 'open') return false; update({ UpdateExpression: 'SET status = :new' })`
 * carries the test in the command's condition, and refuses again where that is an error.
 */
export function conditionInCommand(
  race: DerivedWrite,
  source: SourceCode,
  isSum = false,
): Repair | undefined {
  const { write } = race;
  const idiom = write.library?.idioms?.command;
  const command = idiom && commandOf(write);
  const column = command && columnIn(command, race);
  if (!idiom || !command || column === undefined) return undefined;
  const sum = isSum ? sumEdits(race as Race, command, column, source) : [];
  const statement = enclosingStatement(write.node);
  const requirement = sum && requirementOf(race, [statement], source);
  if (!requirement) return undefined;
  const refused = refusedByError(statement, requirement.exit, idiom, source);
  if (!refused) return undefined;
  for (const wanted of requirement.comparisons) {
    const condition = conditionEdits(wanted, column, { race, command, idiom, source });
    if (!condition) continue;
    const edits = joinImports([...refused, ...sum, ...condition]);
    return { kind: 'condition', label: 'Test it in the database as well', edits };
  }
  return undefined;
}

/** What the text calls the column of the value: `#n` of `SET #n = :n`. */
function columnIn({ text }: Command, { field }: DerivedWrite): string | undefined {
  const value = field.node.type === 'Property' ? valueName(field.node) : undefined;
  return value && new RegExp(`([#\\w.]+)\\s*=\\s*${value}\\b`).exec(text?.value ?? '')?.[1];
}

function valueName({ key }: TSESTree.Property): string | undefined {
  const isText = key.type === 'Literal' && typeof key.value === 'string';
  return isText && /^:\w+$/.test(key.value) ? key.value : undefined;
}

/** `SET n = :n` with `{ ':n': row.n - 1 }` becomes `SET n = n - :n` with `{ ':n': 1 }`. */
function sumEdits(
  race: Race,
  { text }: Command,
  column: string,
  source: SourceCode,
): TextEdit[] | undefined {
  const property = race.field.node;
  if (property.type !== 'Property' || !text) return undefined;
  const sum = writtenSum(property.value, race, source);
  if (!sum || sum.named || sum.countsFromZero) return undefined;
  if (!isIndependent(sum, race.field.path, source)) return undefined;
  const part = new RegExp(`${column}\\s*=\\s*(?=${valueName(property) ?? ''}\\b)`);
  const found = part.exec(source.getText(text));
  if (!found) return undefined;
  const at = text.range[0] + found.index + found[0].length;
  return [
    replaceRange(at, at, `${column} ${sum.operator} `),
    replaceNode(property.value, sum.amount ? source.getText(sum.amount) : '1'),
  ];
}

interface Commanded {
  readonly race: DerivedWrite;
  readonly command: Command;
  readonly idiom: CommandIdiom;
  readonly source: SourceCode;
}

function conditionEdits(
  { operator, bound, isHeld }: Wanted,
  column: string,
  { race, command, idiom, source }: Commanded,
): TextEdit[] | undefined {
  const { node } = race.field;
  const isTyped = node.type === 'Property' && node.value.type === 'ObjectExpression';
  const value = isTyped ? idiom.typed(bound) : bound;
  // What was read may be nothing, which no command compares with.
  if (value === undefined || isHeld) return undefined;
  const isNothing = bound === 'null';
  const text = idiom.compare({ column, operator, bound: ':bound', isNothing });
  return text === undefined
    ? undefined
    : testEdits(command, { text, value: [':bound', value] }, idiom, source);
}
