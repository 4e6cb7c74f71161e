import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../../analyses/check-then-create.js';
import type { Told } from '../../effects/idioms.js';
import { insertAfter, insertBefore, replaceRange, type TextEdit } from '../../syntax/edit.js';
import { onlyStatement } from '../../syntax/node-shapes.js';
import { indentOf, semicolonAfter, styleOf } from '../../syntax/style.js';
import { countedBy } from '../conditions/counted-by.js';
import { createdRowOf, isReturnOf, speaksOfFound, type CreatedRow } from './created-row.js';
import { withNeeds } from '../atomic/gives-up.js';
import { insertEdit } from './insert-edit.js';
import { declared } from './new-row.js';
import { againText } from '../atomic/read-again.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * The insert leaves alone what is there: whoever comes second creates nothing, reads what is there
 * where the row is asked for, and leaves as those do who find one.
 */
export function insertIfAbsent(race: CheckThenCreate, source: SourceCode): Repair | undefined {
  const { write, read } = race;
  const isMark = write.kind === 'put';
  // Rows that are only counted are seldom what a unique index keeps apart.
  if (!isMark && read.operation?.kind === 'read' && read.operation.gives === 'value')
    return undefined;
  const shape = isMark || write.kind === 'create' ? createdRowOf(race) : undefined;
  // What is done in the branch beside a mark is for who put it.
  if (!shape || (isMark && !shape.exit && !isAlone(shape))) return undefined;
  const insert = insertEdit(race, source);
  const outcome = insert && outcomeOf(shape, insert.told, race, source);
  if (!outcome) return undefined;
  const isUnique = isMark || declared(race, source).isUnique;
  return {
    kind: 'upsert',
    label: withNeeds(outcome.command, isUnique, insert.givesUp),
    edits: [...outcome.before, insert.edit, ...outcome.after],
  };
}

function isAlone({ check: { consequent, alternate } }: CreatedRow): boolean {
  return !alternate && onlyStatement(consequent) !== undefined;
}

/** What becomes of who creates nothing. */
interface Outcome {
  readonly command: string;
  readonly before: readonly TextEdit[];
  readonly after: readonly TextEdit[];
}

function outcomeOf(
  shape: CreatedRow,
  told: Told | undefined,
  race: CheckThenCreate,
  source: SourceCode,
): Outcome | undefined {
  const refusal = refusalOf(shape, told, race, source);
  const row = shape.use === 'nothing' ? '' : rowAgain(shape, race, source);
  if (!refusal || row === undefined) return undefined;
  const { taken, after } = refusal;
  if (taken + row === '') return { command: 'Ignore a duplicate', before: [], after: [] };
  const { statement } = shape;
  const start = replaceRange(statement.range[0], race.write.node.range[0], `${taken}await `);
  const lines = [insertAfter(statement, after + row)];
  return {
    command: taken ? 'Let the insert decide' : 'Insert, or read again',
    ...inBlock(statement, start, lines, source),
  };
}

interface Refusal {
  /** `const { count: changed } = ` */
  readonly taken: string;
  /** `if (changed === 0) throw …`, on a line of its own. */
  readonly after: string;
}

const GOING_ON: Refusal = { taken: '', after: '' };

/** How those leave who create nothing, where those who find a row leave in a way of their own. */
function refusalOf(
  shape: CreatedRow,
  told: Told | undefined,
  race: CheckThenCreate,
  source: SourceCode,
): Refusal | undefined {
  const { exit, found, statement, use } = shape;
  if (!exit || isReturnOf(exit, found)) return GOING_ON;
  const isBare = exit.type === 'ReturnStatement' && !exit.argument;
  if (!told) return isBare && use === 'nothing' ? GOING_ON : undefined;
  if (speaksOfFound(shape, race.read.node, source) || isAnyOtherFound(race)) return undefined;
  // The pattern of what the insert gave would have to hold both.
  const [given] = statement.type === 'VariableDeclaration' ? statement.declarations : [];
  if (given && given.id.type !== 'Identifier') return undefined;
  const { taken, after } = countedBy(told, statement, exit, source);
  return { taken: `const ${taken} = `, after };
}

/** Whether the code tells of another row as well, which may be the one that is in the way. */
function isAnyOtherFound({ read, write }: CheckThenCreate): boolean {
  const reads = write.passed.flatMap(({ value }) =>
    [...value.derivations].map((each) => each.read),
  );
  return reads.some((other) => other !== read && other.resource.model === read.resource.model);
}

/** The read over again, given to what the create gave its row to: on a line of its own. */
function rowAgain(
  { statement }: CreatedRow,
  { read, write }: CheckThenCreate,
  source: SourceCode,
): string | undefined {
  const again = againText(read, write, write.library?.idioms ?? {}, source);
  const [start, end] = [statement.range[0], write.node.range[0]];
  const rest = source.text.slice(write.node.range[1], statement.range[1]);
  if (again === undefined || !/^;?$/.test(rest)) return undefined;
  const line = `${source.text.slice(start, end)}${again}${semicolonAfter(source, statement)}`;
  return styleOf(source).eol + indentOf(source, statement) + line;
}

/** Puts braces around what were a branch of one statement. */
function inBlock(
  statement: TSESTree.Node,
  start: TextEdit,
  lines: readonly TextEdit[],
  source: SourceCode,
): Pick<Outcome, 'before' | 'after'> {
  if (statement.parent?.type !== 'IfStatement') return { before: [start], after: lines };
  const { eol, indent } = styleOf(source);
  const outer = indentOf(source, statement.parent);
  const open = insertBefore(statement, `{${eol}${outer}${indent}`);
  const inner = lines.map(({ range, text }) => ({
    range,
    text: text.replaceAll(eol, eol + indent),
  }));
  return { before: [open, start], after: [...inner, insertAfter(statement, `${eol}${outer}}`)] };
}
