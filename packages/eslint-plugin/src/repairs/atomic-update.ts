import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../analyses/decided-by-field.js';
import type { Race } from '../analyses/race.js';
import type { Read } from '../effects/access.js';
import type { Idioms } from '../effects/idioms.js';
import { insertAfter, removeStatement, replaceNode, type TextEdit } from '../syntax/edit.js';
import { isInside } from '../syntax/enclosing.js';
import { memberPath } from '../syntax/member-path.js';
import { staticName } from '../syntax/node-shapes.js';
import { indentOf, quoted, styleOf } from '../syntax/style.js';
import { arithmeticOf, isIndependent, mentions, type Arithmetic } from './arithmetic.js';
import { isChangedElsewhere, isPossiblyDirty } from './entity-changes.js';
import { isReadAfter } from './read-after.js';
import { isFoundById } from './found-by-id.js';
import { idiomsFor } from './idioms-for.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The statements of `entity.field += amount; await entity.save();` and what they say. */
export interface Shape {
  readonly change: TSESTree.ExpressionStatement;
  readonly save: TSESTree.ExpressionStatement;
  readonly entity: TSESTree.Expression;
  /** Source of what loads or saves the entity. */
  readonly model: string;
  readonly field: string;
  readonly arithmetic: Arithmetic;
  readonly options: string;
}

/** Lets the store do the arithmetic: Django's `F()`, in the library's idiom. */
export function atomicUpdate(race: Race, source: SourceCode): Repair | undefined {
  const idioms = idiomsFor(race);
  if (!idioms?.increment || isDecidedByField(race, source)) return undefined;
  const edits = incrementEdits(race, idioms, source);
  const givesUp = idioms.incrementGivesUp ? ` (${idioms.incrementGivesUp})` : '';
  return edits && { kind: 'atomic-update', label: `Add in the database${givesUp}`, edits };
}

/** The increment in the words of the library; `around` says what else must hold, and what is done then. */
export function incrementEdits(
  race: Race,
  idioms: Idioms,
  source: SourceCode,
  around?: (shape: Shape) => Around | undefined,
): TextEdit[] | undefined {
  const shape = shapeOf(race, source);
  if (!shape || isChangedElsewhere(shape.change, shape.field, source)) return undefined;
  const more = around ? around(shape) : PLAIN;
  const edits = more && editsOf({ ...shape, ...more }, idioms, race, source);
  return edits && [...edits, ...more.edits];
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

export function shapeOf(race: Race, source: SourceCode): Shape | undefined {
  const { write, field } = race;
  if (write.kind !== 'persist' || field.path.includes('.')) return undefined;
  const target = targetOf(field.node);
  const arithmetic = arithmeticOf(field.node, source);
  const change = field.node.parent;
  const save = write.node.parent?.type === 'AwaitExpression' ? write.node.parent.parent : undefined;
  if (target?.type !== 'MemberExpression' || target.computed || !arithmetic) return undefined;
  if (change?.type !== 'ExpressionStatement' || save?.type !== 'ExpressionStatement')
    return undefined;
  const entity = target.object;
  if (!isSaved(entity, write, source)) return undefined;
  if (!isIndependent(arithmetic, field.path, source, entity)) return undefined;
  if (!isNext(change, save, field.path, source)) return undefined;
  const options = optionsOf(write, source);
  if (options === undefined) return undefined;
  const model = modelOf(race, source);
  if (model === undefined) return undefined;
  return { change, save, entity, model, field: field.path, arithmetic, options };
}

/** What the increment is called on; nothing where it has to name the row and cannot. */
function modelOf({ write, derivation: { read } }: Race, source: SourceCode): string | undefined {
  const { library, operation, call } = write;
  const isArgument = operation?.kind === 'persist' && operation.entity === 'argument';
  const holder = isArgument ? call?.receiverNode : read.call?.receiverNode;
  if (library?.idioms?.incrementNeedsId && !(holder && isFoundById(read, source))) return undefined;
  const text = holder ? source.getText(holder) : '';
  if (!isArgument) return library?.idioms?.repositoryOf?.(text) ?? text;
  const named = classOf(read);
  return named ? library?.idioms?.repositoryIn?.(text, source.getText(named)) : text;
}

/** The class that a manager of all of them is told: `manager.findOne(Account, …)`. */
function classOf({ operation, call }: Read): TSESTree.Node | undefined {
  const model = operation?.kind === 'read' ? operation.model : undefined;
  return model && call?.args[model.arg]?.node;
}

/** Whether the object that is saved is, by its path, the one that was changed. */
function isSaved(entity: TSESTree.Expression, write: Race['write'], source: SourceCode): boolean {
  const { node, operation, call } = write;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const isArgument = operation?.kind === 'persist' && operation.entity === 'argument';
  const saved = isArgument ? call?.args[0]?.node : node.callee.object;
  const changed = memberPath(entity)?.join('.');
  return (
    changed !== undefined &&
    saved !== undefined &&
    changed === memberPath(saved)?.join('.') &&
    /^[\w$#.!?]+$/.test(source.getText(entity))
  );
}

/** The source of the save's options, where the library's atomic update takes all of them. */
export function optionsOf(
  { call, library, operation }: Race['write'],
  source: SourceCode,
): string | undefined {
  const isArgument = operation?.kind === 'persist' && operation.entity === 'argument';
  const args = call?.args.slice(isArgument ? 1 : 0) ?? [];
  const [first] = args;
  if (!first) return '';
  if (args.length > 1 || first.node.type !== 'ObjectExpression') return undefined;
  const carried = library?.idioms?.carriedOptions ?? [];
  const isCarried = first.node.properties.every((property) => {
    return property.type === 'Property' && carried.includes(staticName(property) ?? '');
  });
  return isCarried ? first.node.properties.map((p) => source.getText(p)).join(', ') : undefined;
}

function targetOf(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return node.left;
  return node.type === 'UpdateExpression' ? node.argument : undefined;
}

/**
 * Whether nothing comes in between but plain assignments to members, of values that do not read the
 * field. The change may stand in the branch of an `if`, and is then made only on that way.
 */
function isNext(
  change: TSESTree.Statement,
  save: TSESTree.Statement,
  field: string,
  source: SourceCode,
): boolean {
  const block = save.parent;
  const anchor = block && anchorIn(block, change);
  if (!anchor || !('body' in block) || !Array.isArray(block.body)) return false;
  const statements = block.body as TSESTree.Node[];
  const [from, to] = [statements.indexOf(anchor), statements.indexOf(save)];
  const between = [...behind(change, anchor), ...statements.slice(from + 1, to)];
  return from < to && between.every((node) => isPlain(node, field, source));
}

/** The statement of the block that is, or has in a branch, the other one. */
function anchorIn(block: TSESTree.Node, inner: TSESTree.Node): TSESTree.Node | undefined {
  let anchor: TSESTree.Node | undefined = inner;
  while (anchor && anchor.parent !== block) {
    const outer: TSESTree.Node | undefined = anchor.parent;
    anchor = /^(If|Block)Statement$/.test(outer?.type ?? '') ? outer : undefined;
  }
  return anchor;
}

/** The statements of the branch behind the change. */
function behind(change: TSESTree.Statement, anchor: TSESTree.Node): TSESTree.Node[] {
  const { parent } = change;
  if (change === anchor || parent.type !== 'BlockStatement') return [];
  return parent.body.slice(parent.body.indexOf(change) + 1);
}

function isPlain(node: TSESTree.Node, field: string, source: SourceCode): boolean {
  if (node.type !== 'ExpressionStatement') return false;
  const { expression } = node;
  if (expression.type === 'UpdateExpression')
    return expression.argument.type === 'MemberExpression';
  return (
    expression.type === 'AssignmentExpression' &&
    expression.left.type === 'MemberExpression' &&
    expression.right.type !== 'AwaitExpression' &&
    !mentions(expression.right, field, source)
  );
}

/**
 * The increment takes the place of the change, so that the amount is computed where it was; the
 * save goes, or stays for what else it may have to write.
 */
function editsOf(
  shape: Shape & Around,
  idioms: Idioms,
  race: Race,
  source: SourceCode,
): TextEdit[] | undefined {
  const { change, save, entity, options } = shape;
  const { semicolon, eol } = styleOf(source);
  const text = source.getText(entity);
  const isKept =
    race.write.fields.some((field) => field.node !== race.field.node) ||
    isPossiblyDirty(entity, race.derivation.read, save, source);
  if (idioms.incrementIsSaved && shape.call === undefined)
    return savedEdits(shape, idioms, race, source);
  const isWhole =
    race.write.operation?.kind === 'persist' && race.write.operation.columns === 'whole';
  // It would write the old value of the column again.
  if (isKept && isWhole) return undefined;
  const needsReload = isReadAfter(entity, shape.field, save, race.derivation.read.node, source);
  const again = idioms.reload?.(text, options);
  if (needsReload && (again === undefined || isArgumentOf(race))) return undefined;
  const reload = needsReload ? `await ${again}${semicolon}` : '';
  const isThere = reload !== '' && textAfter(save, source) === reload;
  const edits = [replaceNode(change, incrementOf(shape, idioms, source))];
  if (!isKept) {
    const isGone = reload === '' || isThere;
    edits.push(isGone ? removeStatement(source, save) : replaceNode(save, reload));
  } else if (reload && !isThere)
    edits.push(insertAfter(save, eol + indentOf(source, save) + reload));
  return edits;
}

/** The change is marked, and sent by the save; the entity then holds a value of its own. */
function savedEdits(
  shape: Shape & Around,
  idioms: Idioms,
  race: Race,
  source: SourceCode,
): TextEdit[] | undefined {
  const { change, save, entity, field } = shape;
  if (isReadAfter(entity, field, save, race.derivation.read.node, source)) return undefined;
  return [replaceNode(change, incrementOf(shape, idioms, source))];
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
  return `${comments.join('')}${before}${wait}${call}${semicolon}${after}`;
}
