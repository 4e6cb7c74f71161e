import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../../analyses/decided-by-field.js';
import type { Race } from '../../analyses/race.js';
import type { Read, WrittenField } from '../../effects/access.js';
import { enclosingFunction, enclosingStatement } from '../../syntax/enclosing.js';
import { staticName } from '../../syntax/node-shapes.js';
import { memberPath } from '../../syntax/member-path.js';
import { walk } from '../../syntax/walk.js';
import { arithmeticOf, isIndependent, mentions, type Arithmetic } from '../arithmetic.js';
import { isChangedElsewhere } from './entity-changes.js';
import { isFoundById } from '../found-by-id.js';
import { idiomsFor } from '../idioms-for.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `entity.field += amount;` */
export interface Increment {
  readonly change: TSESTree.ExpressionStatement;
  readonly field: string;
  readonly arithmetic: Arithmetic;
}

/** The statements of `entity.field += amount; await entity.save();` and what they say. */
export interface Shape extends Increment {
  readonly save: SaveStatement;
  readonly entity: TSESTree.Expression;
  /** Source of what loads or saves the entity. */
  readonly model: string;
  readonly options: string;
}

/** `return user.save()` gives what was saved. */
export type SaveStatement =
  TSESTree.ExpressionStatement | TSESTree.ReturnStatement | TSESTree.VariableDeclaration;

/** Whether the code takes what the save gives, which is the entity. */
export function isGiven(save: SaveStatement): boolean {
  return save.type !== 'ExpressionStatement';
}

export function shapeOf(race: Race, source: SourceCode): Shape | undefined {
  const { write, field } = race;
  const save = saveOf(write.node) ?? savedLater(race);
  if (write.kind !== 'persist' || !save) return undefined;
  const own = incrementBy(field, race, save, source);
  const entity = own && entityOf(own.change.expression, own.field, race);
  if (!own || !entity) return undefined;
  const options = optionsOf(write, source);
  const model = modelOf(race, entity, source);
  if (options === undefined || model === undefined) return undefined;
  return { ...own, save, entity, model, options };
}

/** The other columns that the save writes, where each is changed by an increment as well. */
export function otherIncrements(
  race: Race,
  { save, field }: Shape,
  source: SourceCode,
): Increment[] | undefined {
  const others = race.write.fields.filter(({ path }) => path !== field);
  const increments = others.map((each) => {
    const isDecided = isDecidedByField({ ...race, field: each }, source);
    return isDecided ? undefined : incrementBy(each, race, save, source);
  });
  return increments.every((each) => each !== undefined) ? increments : undefined;
}

/** The written field, where it is the sum of its old value and an amount. */
export function incrementBy(
  { node, path, how }: WrittenField,
  race: Race,
  save: SaveStatement,
  source: SourceCode,
): Increment | undefined {
  const arithmetic = arithmeticOf(node, source);
  const change = node.parent;
  const entity = entityOf(node, path, race);
  if (how !== 'assign' || change?.type !== 'ExpressionStatement' || !arithmetic || !entity)
    return undefined;
  if (arithmetic.countsFromZero && !countsFromZero(race)) return undefined;
  const name = path.split('.').at(-1) ?? path;
  if (!isSaved(entity, race.write, source)) return undefined;
  if (!isIndependent(arithmetic, name, source, entity)) return undefined;
  if (!isNext(change, save, name, source) || isChangedElsewhere(change, name, source))
    return undefined;
  return { change, field: path, arithmetic };
}

/** `user` of `user.n += 1`, and of `user.stats.n += 1` in a document. */
function entityOf(node: TSESTree.Node, path: string, race: Race): TSESTree.Expression | undefined {
  const names = path.split('.');
  if (names.length > 1 && !idiomsFor(race)?.operatorKeys) return undefined;
  let at = targetOf(node);
  for (const name of names.reverse()) {
    if (at?.type !== 'MemberExpression' || at.computed || staticName(at) !== name) return undefined;
    at = at.object;
  }
  return at as TSESTree.Expression | undefined;
}

/** In SQL nothing plus one is nothing; a document store counts from zero. */
function countsFromZero(race: Race): boolean {
  const idioms = idiomsFor(race);
  return idioms?.countsFromZero === true || idioms?.operatorKeys !== undefined;
}

/** `await user.save();`, `return user.save();` or `const saved = await user.save();` */
function saveOf(call: TSESTree.Node): SaveStatement | undefined {
  const awaited = call.parent?.type === 'AwaitExpression' ? call.parent : undefined;
  const statement = awaited ? awaited.parent : call.parent;
  if (statement?.type === 'ReturnStatement') return statement;
  if (awaited && statement?.type === 'VariableDeclarator') {
    const { id, parent } = statement;
    return id.type === 'Identifier' && parent.declarations.length === 1 ? parent : undefined;
  }
  return awaited && statement?.type === 'ExpressionStatement' ? statement : undefined;
}

/** `user.save();`, which nothing waits for, where it is the save that sends the increment. */
function savedLater({ write, ...race }: Race): SaveStatement | undefined {
  if (!idiomsFor({ write, ...race })?.incrementIsSaved) return undefined;
  const statement = enclosingStatement(write.node);
  return statement.type === 'ExpressionStatement' ? statement : undefined;
}

/** What the increment is called on; nothing where it has to name the row and cannot. */
function modelOf(
  { write, derivation: { read } }: Race,
  entity: TSESTree.Expression,
  source: SourceCode,
): string | undefined {
  const { library, operation, call } = write;
  const isArgument = operation?.kind === 'persist' && operation.entity === 'argument';
  const holder = isArgument ? call?.receiverNode : read.call?.receiverNode;
  const needsId = library?.idioms?.incrementNeedsId === true;
  if (needsId && !(holder && hasId(entity, read, source))) return undefined;
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

/** Whether the row is known to have an `id`: it was found by one, or the code takes it. */
function hasId(entity: TSESTree.Expression, read: Read, source: SourceCode): boolean {
  if (isFoundById(read, source)) return true;
  const home = enclosingFunction(entity);
  const id = `${source.getText(entity)}.id`;
  return (
    home !== undefined && [...walk(source, home.body)].some((node) => source.getText(node) === id)
  );
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
