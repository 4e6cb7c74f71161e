import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../../analyses/decided-by-field.js';
import type { Race } from '../../analyses/race.js';
import type { RelationIdiom } from '../../effects/idioms.js';
import { replaceNode, removeStatement, type TextEdit } from '../../syntax/edit.js';
import { enclosingFunction, enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { staticName } from '../../syntax/node-shapes.js';
import { quoted } from '../../syntax/style.js';
import { walk } from '../../syntax/walk.js';
import { isPossiblyDirty } from './entity-changes.js';
import { loadsRelation } from './loads-relation.js';
import { relationChange, type RelationChange } from './relation-change.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `zone.members.push(country); await repository.save(zone);` adds the one row to the relation, and
 * leaves what others added alone.
 */
export function atomicRelation(race: Race, source: SourceCode): Repair | undefined {
  const { write, field, derivation } = race;
  const idiom = write.library?.idioms?.relation;
  const entity = savedEntity(race, idiom);
  if (!idiom || !entity || !isUnused(write.node)) return undefined;
  if (!loadsRelation(derivation.read, field.path, idiom)) return undefined;
  const change = relationChange(race, entity, source);
  if (!change || isPossiblyDirty(entity, race.derivation.read, write.node, source))
    return undefined;
  if (change.method === 'add' && isDecidedByField(race, source)) return undefined;
  const text = relationText(race, entity, change, idiom, source);
  const what = change.method === 'add' ? 'Add' : 'Remove';
  return text === undefined
    ? undefined
    : {
        kind: 'atomic-update',
        label: `${what} in the database (${idiom.givesUp[change.method]})`,
        edits: [replaceNode(write.node, text), ...removalOf(race, entity, change, source)],
      };
}

/** The entity that is saved, with options that mean nothing where no row is written. */
function savedEntity(
  { write: { operation, call } }: Race,
  idiom: RelationIdiom | undefined,
): TSESTree.Node | undefined {
  if (operation?.kind !== 'persist') return undefined;
  const isArgument = operation.entity === 'argument';
  const entity = isArgument ? call?.args[0]?.node : call?.receiverNode;
  const [options, more] = call?.args.slice(isArgument ? 1 : 0) ?? [];
  const isIdle = !options || (hasOnly(options.node, idiom?.idleOptions ?? []) && !more);
  return entity && isIdle && memberPath(entity) ? entity : undefined;
}

function hasOnly(node: TSESTree.Node, names: readonly string[]): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every((each) => {
      return each.type === 'Property' && names.includes(staticName(each) ?? '');
    })
  );
}

/** Whether nothing takes what the save gives: it is a statement, or one of `Promise.all([…])`. */
function isUnused({ parent }: TSESTree.Node): boolean {
  const list = parent?.type === 'ArrayExpression' ? parent.parent : undefined;
  const isOfAll =
    list?.type === 'CallExpression' &&
    memberPath(list.callee)?.join('.') === 'Promise.all' &&
    list.parent.type === 'AwaitExpression';
  const awaited = isOfAll ? list.parent : parent;
  return awaited?.type === 'AwaitExpression' && awaited.parent.type === 'ExpressionStatement';
}

function relationText(
  { write, derivation: { read } }: Race,
  entity: TSESTree.Node,
  { path, method, items }: RelationChange,
  idiom: RelationIdiom,
  source: SourceCode,
): string | undefined {
  const { operation } = write;
  const isArgument = operation?.kind === 'persist' && operation.entity === 'argument';
  const holder = isArgument ? write.call?.receiverNode : read.call?.receiverNode;
  const selector = read.operation?.kind === 'read' ? read.operation.model : undefined;
  const model = selector && read.call?.args[selector.arg]?.node;
  // The related row of another entity is saved by itself, whose class the read does not name.
  if (!holder || (memberPath(entity)?.length !== 1 && (model || !isArgument))) return undefined;
  return idiom.change({
    holder: source.getText(holder),
    model: model && source.getText(model),
    path: quoted(source, path),
    entity: source.getText(entity),
    method,
    items,
  });
}

/** The change of the list in memory goes where nothing looks at it. */
function removalOf(
  { write }: Race,
  entity: TSESTree.Node,
  { statement }: RelationChange,
  source: SourceCode,
): TextEdit[] {
  const name = memberPath(entity)?.[0];
  const home = enclosingFunction(write.node) ?? source.ast;
  const isSeen = [...walk(source, home)].some((node) => {
    const isLater = node.range[0] > statement.range[1] || enclosingFunction(node) !== home;
    return node.type === 'Identifier' && node.name === name && isLater && !isInside(node, entity);
  });
  const isPlain = enclosingStatement(statement) === statement;
  return isSeen || !isPlain ? [] : [removeStatement(source, statement)];
}
