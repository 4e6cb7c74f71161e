import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite } from '../../analyses/race.js';
import type { Idioms } from '../../effects/idioms.js';
import { insertAfter, insertBefore, replaceNode } from '../../syntax/edit.js';
import { enclosingFunction, enclosingStatement } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { indentOf, reindent, styleOf } from '../../syntax/style.js';
import { walk } from '../../syntax/walk.js';
import { columnList } from '../column-list.js';
import { optionsOf } from '../atomic/increment-shape.js';
import { countedBy } from './counted-by.js';
import { isPossiblyDirty } from '../atomic/entity-changes.js';
import { isFoundById } from '../found-by-id.js';
import { idiomsFor } from '../idioms-for.js';
import type { Repair } from '../repair.js';
import { requirementOf } from './requirement.js';
import { saying } from './written-condition.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `if (row.used) return false; row.used = true; await row.save();` becomes an update of the columns
 * that were set, where the row still is what was tested.
 */
export function conditionInSave(race: DerivedWrite, source: SourceCode): Repair | undefined {
  const { write, derivation } = race;
  const idioms = idiomsFor(race);
  const save = enclosingStatement(write.node);
  const entity = entityOf(write);
  const model = idioms?.saveWhere && modelOf(race, source);
  if (!model || !entity || write.node.parent?.parent !== save) return undefined;
  const changes = write.fields.map(({ node }) => enclosingStatement(node));
  const columns = columnsOf(race, entity, source);
  const requirement = columns && requirementOf(race, [...changes, save], source);
  const isWhole = !isPossiblyDirty(entity, derivation.read, save, source);
  if (!requirement || !isWhole || isSavedAgain(entity, save, source)) return undefined;
  return repairOf(race, { model, entity, columns, requirement }, idioms, source);
}

interface Save {
  readonly model: string;
  readonly entity: TSESTree.Expression;
  readonly columns: string;
  readonly requirement: NonNullable<ReturnType<typeof requirementOf>>;
}

function repairOf(
  race: DerivedWrite,
  { model, entity, columns, requirement }: Save,
  idioms: Idioms,
  source: SourceCode,
): Repair | undefined {
  const { write } = race;
  const save = enclosingStatement(write.node);
  const { exit, comparisons } = requirement;
  const taken = idioms.changedRows?.['update'];
  const told = idioms.condition?.told ?? (taken && { taken });
  const counted = exit && told && countedBy(told, save, exit, source);
  const options = optionsOf(write, source);
  const [wanted] = comparisons;
  const said = wanted && saying(idioms.condition?.column, race, wanted, source);
  if (!said || wanted.isHeld || options === undefined || (exit && !counted)) return undefined;
  const text = source.getText(entity);
  const set = idioms.operatorKeys?.set;
  const changes = set === undefined ? columns : `{ ${set}: ${columns} }`;
  const parts = { model, entity: text, changes, condition: said.text, options };
  const call = idioms.saveWhere?.(parts) ?? '';
  const givesUp = idioms.saveWhereGivesUp ? ` (${idioms.saveWhereGivesUp})` : '';
  return {
    kind: 'condition',
    label: `Test it in the database as well${givesUp}`,
    edits: [
      ...said.edits,
      replaceNode(write.node, reindent(call, indentOf(source, save), styleOf(source))),
      ...(counted ? [insertBefore(save, `const ${counted.taken} = `)] : []),
      ...(counted ? [insertAfter(save, counted.after)] : []),
    ],
  };
}

function entityOf({ operation, call }: DerivedWrite['write']): TSESTree.Expression | undefined {
  if (operation?.kind !== 'persist') return undefined;
  const node = operation.entity === 'argument' ? call?.args[0]?.node : call?.receiverNode;
  const inner = node && unwrap(node);
  return inner?.type === 'Identifier' ? inner : undefined;
}

/** Source of what updates rows of the entity's kind. */
function modelOf({ write, derivation: { read } }: DerivedWrite, source: SourceCode) {
  const isArgument = write.operation?.kind === 'persist' && write.operation.entity === 'argument';
  const holder = isArgument ? write.call?.receiverNode : read.call?.receiverNode;
  const idioms = write.library?.idioms;
  const isNamed = idioms?.hasOwnId === true || isFoundById(read, source);
  if (!holder || !memberPath(holder) || !isNamed) return undefined;
  const text = source.getText(holder);
  return isArgument ? text : (idioms?.repositoryOf?.(text) ?? text);
}

/** `{ used: row.used }`, where each column is assigned to the entity itself, and plainly. */
function columnsOf(
  { write }: DerivedWrite,
  entity: TSESTree.Expression,
  source: SourceCode,
): string | undefined {
  const isOwn = write.fields.every(({ node, how, path }) => {
    const target = node.type === 'AssignmentExpression' ? unwrap(node.left) : undefined;
    const isPlain = node.type === 'AssignmentExpression' && node.operator === '=';
    if (target?.type !== 'MemberExpression' || how !== 'assign' || !isPlain) return false;
    return staticName(target) === path && source.getText(target.object) === source.getText(entity);
  });
  const names = [...new Set(write.fields.map(({ path }) => path))];
  return isOwn && names.length > 0 ? columnList(names, source.getText(entity)) : undefined;
}

/** Whether the entity is handed on or has a method called behind the save, which may save it whole. */
function isSavedAgain(
  entity: TSESTree.Expression,
  save: TSESTree.Node,
  source: SourceCode,
): boolean {
  const home = enclosingFunction(save);
  const name = source.getText(entity);
  return [...(home ? walk(source, home.body) : [])].some((node) => {
    if (node.range[0] < save.range[1] || node.type !== 'Identifier' || node.name !== name)
      return false;
    const { parent } = node;
    if (parent.type !== 'MemberExpression') return parent.type === 'CallExpression';
    return parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
  });
}
