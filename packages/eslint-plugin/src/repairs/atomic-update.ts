import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../analyses/decided-by-field.js';
import type { Race } from '../analyses/race.js';
import type { Idioms } from '../effects/library.js';
import { insertAfter, removeStatement, replaceNode, type TextEdit } from '../syntax/edit.js';
import { isInside } from '../syntax/enclosing.js';
import { memberPath } from '../syntax/member-path.js';
import { staticName } from '../syntax/node-shapes.js';
import { indentOf, quoted, styleOf } from '../syntax/style.js';
import { arithmeticOf, isIndependent, mentions, type Arithmetic } from './arithmetic.js';
import { isChangedElsewhere, isPossiblyDirty } from './entity-changes.js';
import { isReadAfter } from './read-after.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The statements of `entity.field += amount; await entity.save();` and what they say. */
interface Shape {
  readonly change: TSESTree.ExpressionStatement;
  readonly save: TSESTree.ExpressionStatement;
  readonly entity: TSESTree.Expression;
  readonly field: string;
  readonly arithmetic: Arithmetic;
  readonly options: string;
}

/** Lets the store do the arithmetic: Django's `F()`, in the library's idiom. */
export function atomicUpdate(race: Race, source: SourceCode): Repair | undefined {
  const idioms = race.write.library?.idioms;
  const shape = shapeOf(race, source);
  if (!idioms?.increment || !shape || isDecidedByField(race)) return undefined;
  if (isChangedElsewhere(shape.change, shape.field, source)) return undefined;
  const edits = editsOf(shape, idioms, race, source);
  const givesUp = idioms.incrementGivesUp ? ` (${idioms.incrementGivesUp})` : '';
  return edits && { kind: 'atomic-update', label: `Add in the database${givesUp}`, edits };
}

function shapeOf({ write, field }: Race, source: SourceCode): Shape | undefined {
  if (write.kind !== 'persist' || field.path.includes('.')) return undefined;
  const target = targetOf(field.node);
  const arithmetic = arithmeticOf(field.node, source);
  const change = field.node.parent;
  const save = write.node.parent?.type === 'AwaitExpression' ? write.node.parent.parent : undefined;
  if (target?.type !== 'MemberExpression' || target.computed || !arithmetic) return undefined;
  if (change?.type !== 'ExpressionStatement' || save?.type !== 'ExpressionStatement')
    return undefined;
  const entity = target.object;
  if (!isSaved(entity, write.node, source)) return undefined;
  if (!isIndependent(arithmetic, field.path, source, entity)) return undefined;
  if (!isNext(change, save, field.path, source)) return undefined;
  const options = optionsOf(write, source);
  if (options === undefined) return undefined;
  return { change, save, entity, field: field.path, arithmetic, options };
}

/** Whether the object that is saved is, by its path, the one that was changed. */
function isSaved(entity: TSESTree.Expression, save: TSESTree.Node, source: SourceCode): boolean {
  if (save.type !== 'CallExpression' || save.callee.type !== 'MemberExpression') return false;
  const changed = memberPath(entity)?.join('.');
  return (
    changed !== undefined &&
    changed === memberPath(save.callee.object)?.join('.') &&
    /^[\w$#.!?]+$/.test(source.getText(entity))
  );
}

/** The source of the save's options, where the library's atomic update takes all of them. */
function optionsOf({ call, library }: Race['write'], source: SourceCode): string | undefined {
  if (!call || call.args.length === 0) return '';
  const [first] = call.args;
  if (call.args.length > 1 || first?.node.type !== 'ObjectExpression') return undefined;
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

/** Only plain assignments to members, of values that do not read the field, may stand in between. */
function isNext(
  change: TSESTree.Statement,
  save: TSESTree.Statement,
  field: string,
  source: SourceCode,
): boolean {
  const block = change.parent;
  if (block !== save.parent || !('body' in block) || !Array.isArray(block.body)) return false;
  const statements = block.body as TSESTree.Node[];
  const [from, to] = [statements.indexOf(change), statements.indexOf(save)];
  const between = statements.slice(from + 1, to);
  return from < to && between.every((node) => isPlain(node, field, source));
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
  shape: Shape,
  idioms: Idioms,
  race: Race,
  source: SourceCode,
): TextEdit[] | undefined {
  const { change, save, entity, options } = shape;
  const { semicolon, eol } = styleOf(source);
  const text = source.getText(entity);
  const isKept =
    race.write.fields.some((field) => field.node !== race.field.node) ||
    isPossiblyDirty(entity, race, save, source);
  const needsReload = isReadAfter(entity, shape.field, save, race.derivation.read.node, source);
  if (needsReload && !idioms.reload) return undefined;
  const reload = needsReload ? `await ${idioms.reload?.(text, options)}${semicolon}` : '';
  const isThere = reload !== '' && textAfter(save, source) === reload;
  const edits = [replaceNode(change, incrementOf(shape, idioms, source))];
  if (!isKept) {
    const isGone = reload === '' || isThere;
    edits.push(isGone ? removeStatement(source, save) : replaceNode(save, reload));
  } else if (reload && !isThere)
    edits.push(insertAfter(save, eol + indentOf(source, save) + reload));
  return edits;
}

/** The source of the statement behind another one. */
function textAfter(statement: TSESTree.Statement, source: SourceCode): string {
  const { parent } = statement;
  const body: readonly TSESTree.Node[] = parent.type === 'BlockStatement' ? parent.body : [];
  const next = body[body.indexOf(statement) + 1];
  return next ? source.getText(next) : '';
}

function incrementOf(
  { change, entity, field, arithmetic, options }: Shape,
  idioms: Idioms,
  source: SourceCode,
): string {
  const { semicolon, eol } = styleOf(source);
  const { operator } = arithmetic;
  const amount = arithmetic.amount ? source.getText(arithmetic.amount) : '';
  const written = idioms.increment?.({
    entity: source.getText(entity),
    field,
    operator,
    amount,
    options,
  });
  const call = written?.replace(`'${field}'`, quoted(source, field)) ?? '';
  const comments = source
    .getCommentsInside(change)
    .filter((comment) => !arithmetic.amount || !isInside(comment as never, arithmetic.amount))
    .map((comment) => source.getText(comment) + eol + indentOf(source, change));
  return `${comments.join('')}await ${call}${semicolon}`;
}
