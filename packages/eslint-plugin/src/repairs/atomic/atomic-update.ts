import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../../analyses/decided-by-field.js';
import type { Race } from '../../analyses/race.js';
import type { Idioms } from '../../effects/idioms.js';
import { removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { indentOf, quoted, semicolonAfter, styleOf } from '../../syntax/style.js';
import { isPossiblyDirty } from './entity-changes.js';
import { isNumbering, labelOf } from './gives-up.js';
import { idiomsFor } from '../idioms-for.js';
import {
  isGiven,
  otherIncrements,
  shapeOf,
  type Increment,
  type Shape,
} from './increment-shape.js';
import { isReadAfter } from './read-after.js';
import { readAgain } from './read-again.js';
import type { Repair } from '../repair.js';
import { updateGiving } from './update-giving.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Lets the store do the arithmetic: Django's `F()`, in the library's idiom. */
export function atomicUpdate(race: Race, source: SourceCode): Repair | undefined {
  const idioms = idiomsFor(race);
  if (!idioms?.increment || isDecidedByField(race, source)) return undefined;
  const increments = incrementEdits(race, idioms, source);
  if (increments) {
    const { edits, isReadAgain } = increments;
    const label = labelOf('Add in the database', idioms.incrementGivesUp, isReadAgain);
    return { kind: 'atomic-update', label, edits };
  }
  const shape = shapeOf(race, source);
  const edits = shape && updateGiving(shape, race, idioms, source);
  const label = labelOf('Add in the database', idioms.updateGivingGivesUp, false);
  return edits && { kind: 'atomic-update', label, edits };
}

/** The edits, and whether they load the row again. */
interface Increments {
  readonly edits: readonly TextEdit[];
  readonly isReadAgain: boolean;
}

/** The increment in the words of the library; `around` says what else must hold, and what is done then. */
export function incrementEdits(
  race: Race,
  idioms: Idioms,
  source: SourceCode,
  around?: (shape: Shape) => Around | undefined,
): Increments | undefined {
  const shape = shapeOf(race, source);
  const more = shape && around ? around(shape) : PLAIN;
  if (!shape || !more) return undefined;
  const others = around ? undefined : otherIncrements(race, shape, source);
  const increments = editsOf({ ...shape, ...more }, others, idioms, race, source);
  return increments && { ...increments, edits: [...increments.edits, ...more.edits] };
}

/** What is written around an increment. */
export interface Around {
  readonly condition: string;
  /** What takes the place of the library's increment. */
  readonly call?: string | undefined;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

const PLAIN: Around = { condition: '', before: '', after: '', edits: [] };

/**
 * The increment takes the place of the change, so that the amount is computed where it was; the
 * save goes, or stays for what else it may have to write.
 */
function editsOf(
  shape: Shape & Around,
  others: readonly Increment[] | undefined,
  idioms: Idioms,
  race: Race,
  source: SourceCode,
): Increments | undefined {
  const { change, save, entity, field } = shape;
  const fields = [field, ...(others ?? []).map((each) => each.field)];
  const read = race.derivation.read.node;
  const isTold =
    isGiven(save) ||
    fields.some((path) => isReadAfter(entity, path.replace(/\..*/, ''), save, read, source));
  const own = replaceNode(change, incrementOf(shape, idioms, source));
  // The change is marked, and sent by the save; the entity then holds a value of its own.
  if (idioms.incrementIsSaved && shape.call === undefined)
    return isTold ? undefined : { edits: [own], isReadAgain: false };
  if (isTold && isNumbering(race)) return undefined;
  const isKept =
    (race.write.fields.length > 1 && !others) ||
    isPossiblyDirty(entity, race.derivation.read, save, source);
  const { operation } = race.write;
  // It would write the old value of the column again.
  if (isKept && operation?.kind === 'persist' && operation.columns === 'whole') return undefined;
  const after = saveEdits(shape, { isKept, isTold }, idioms, race, source);
  const more = (others ?? []).map((each) => {
    return replaceNode(each.change, incrementOf({ ...shape, ...each }, idioms, source));
  });
  return after && { edits: [own, ...more, ...after], isReadAgain: isTold };
}

/** What becomes of the save, and of the entity behind it, which gets the new value from the store. */
function saveEdits(
  { save, entity, options }: Shape,
  { isKept, isTold }: { readonly isKept: boolean; readonly isTold: boolean },
  idioms: Idioms,
  race: Race,
  source: SourceCode,
): TextEdit[] | undefined {
  if (!isTold) return isKept ? [] : [removeStatement(source, save)];
  const text = source.getText(entity);
  const again = isArgumentOf(race) ? undefined : idioms.reload?.(text, options);
  if (again === undefined) {
    return isKept ? undefined : readAgain(save, entity, race, idioms, source);
  }
  const { semicolon, eol } = styleOf(source);
  const nextLine = semicolon + eol + indentOf(source, save);
  const reload = `await ${again}`;
  const isReturned = save.type === 'ReturnStatement';
  if (isReturned && !enclosingFunction(save)?.async) return undefined;
  if (save.type === 'VariableDeclaration') return undefined;
  const lines = [
    ...(isKept ? [`await ${source.getText(race.write.node)}`] : []),
    ...(textAfter(save, source) === reload + semicolon ? [] : [reload]),
    ...(isReturned ? [`return ${text}`] : []),
  ];
  return lines.length === 0
    ? [removeStatement(source, save)]
    : [replaceNode(save, lines.join(nextLine) + semicolonAfter(source, save))];
}

function isArgumentOf({ write: { operation } }: Race): boolean {
  return operation?.kind === 'persist' && operation.entity === 'argument';
}

/** The source of the statement behind another one. */
function textAfter(statement: TSESTree.Statement, source: SourceCode): string {
  const { parent } = statement;
  const body: readonly TSESTree.Node[] = parent.type === 'BlockStatement' ? parent.body : [];
  const next = body[body.indexOf(statement) + 1];
  return next ? source.getText(next) : '';
}

function incrementOf(shape: Shape & Around, idioms: Idioms, source: SourceCode): string {
  const { change, entity, model, field, arithmetic, options, condition, before, after } = shape;
  const { semicolon, eol } = styleOf(source);
  const end = after === '' ? semicolonAfter(source, change) : semicolon;
  const { operator } = arithmetic;
  const amount = arithmetic.amount ? source.getText(arithmetic.amount) : '';
  const written = idioms.increment?.({
    entity: source.getText(entity),
    model,
    field,
    operator,
    amount,
    options,
    condition,
  });
  const call = shape.call ?? written?.replace(`'${field}'`, quoted(source, field)) ?? '';
  const comments = source
    .getCommentsInside(change)
    .filter((comment) => !arithmetic.amount || !isInside(comment as never, arithmetic.amount))
    .map((comment) => source.getText(comment) + eol + indentOf(source, change));
  const wait = idioms.incrementIsSaved && shape.call === undefined ? '' : 'await ';
  return `${comments.join('')}${before}${wait}${call}${end}${after}`;
}
