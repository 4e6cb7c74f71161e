import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../../analyses/decided-by-field.js';
import type { Race } from '../../analyses/race.js';
import type { AtomicUpdate, Idioms } from '../../effects/idioms.js';
import { insertAfter, replaceNode } from '../../syntax/edit.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { staticName } from '../../syntax/node-shapes.js';
import { indentOf, quoted, styleOf } from '../../syntax/style.js';
import { isIndependent } from '../arithmetic.js';
import { labelOf } from './gives-up.js';
import { isReadAfter } from './read-after.js';
import { idiomsFor } from '../idioms-for.js';
import type { Repair } from '../repair.js';
import { isUsedLater, toldAgain, usesOf } from './sum-variables.js';
import { writtenSum, type WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `Account.update({ n: row.n + 5 }, { where })` becomes `Account.increment('n', { by: 5, where })`. */
export function atomicCall(race: Race, source: SourceCode): Repair | undefined {
  const { write, field } = race;
  const idioms = idiomsFor(race);
  const { node, call, operation } = write;
  if (!idioms || operation?.kind !== 'update' || node.type !== 'CallExpression') return undefined;
  const columns = field.node.parent;
  if (field.node.type !== 'Property' || columns?.type !== 'ObjectExpression') return undefined;
  if (columns.properties.length !== 1 || staticName(field.node) !== field.path) return undefined;
  const sum = writtenSum(field.node.value, race, source);
  if (!sum || sum.countsFromZero) return undefined;
  if (!isIndependent(sum, field.path, source, race.derivation.node)) return undefined;
  if (isDecidedByField(race, source) || !isStatement(node)) return undefined;
  const isOfEntity = operation.on === 'entity';
  const text = call && (isOfEntity ? ofEntity : ofModel)(race, sum, idioms, source);
  const uses =
    text && usesOf(sum, field.node.value as TSESTree.Expression, race, () => undefined, source);
  const after =
    uses &&
    (isOfEntity
      ? reloadAfter(race, idioms, source)
      : noneAfter(race, toldAgain(field.node.value, race, source), source));
  if (!uses || !after) return undefined;
  const written = text.replace(`'${field.path}'`, quoted(source, field.path));
  return {
    kind: 'atomic-update',
    label: labelOf(
      'Add in the database',
      idioms.incrementGivesUp,
      uses.isReadAgain || after.length > 0,
    ),
    edits: [replaceNode(node, written), ...after, ...uses.edits],
  };
}

function isStatement(call: TSESTree.Node): boolean {
  const awaited = call.parent;
  return awaited?.type === 'AwaitExpression' && awaited.parent.type === 'ExpressionStatement';
}

function changeOf(
  { write, field }: Race,
  { operator, amount }: WrittenSum,
  options: string,
  source: SourceCode,
): Omit<AtomicUpdate, 'entity'> {
  const receiver = write.call?.receiverNode;
  const by = amount ? source.getText(amount) : '';
  const model = receiver ? source.getText(receiver) : '';
  return { model, field: field.path, operator, amount: by, options };
}

function ofModel(race: Race, sum: WrittenSum, idioms: Idioms, source: SourceCode) {
  const { call, operation } = race.write;
  const key = operation?.kind === 'update' ? operation.key : undefined;
  const argument = key && call?.args[key.arg]?.node;
  if (!argument || call?.args.length !== 2) return undefined;
  if (key.path === undefined) {
    return idioms.incrementWhere?.({
      ...changeOf(race, sum, '', source),
      where: source.getText(argument),
    });
  }
  if (argument.type !== 'ObjectExpression') return undefined;
  const where = propertyOf(argument, key.path);
  const options = optionsOf(argument, [key.path, ...(idioms.carriedOptions ?? [])], source);
  return where && options !== undefined
    ? idioms.incrementWhere?.({
        ...changeOf(race, sum, options, source),
        where: source.getText(where.value),
      })
    : undefined;
}

function ofEntity(race: Race, sum: WrittenSum, idioms: Idioms, source: SourceCode) {
  const [, argument, more] = race.write.call?.args ?? [];
  const options = argument ? optionsText(argument.node, idioms, source) : '';
  if (options === undefined || more) return undefined;
  const change = changeOf(race, sum, options, source);
  const entity = change.model;
  return /^[\w$.!?]+$/.test(entity) ? idioms.increment?.({ ...change, entity }) : undefined;
}

function optionsText(node: TSESTree.Node, idioms: Idioms, source: SourceCode) {
  return node.type === 'ObjectExpression'
    ? optionsOf(node, idioms.carriedOptions ?? [], source)
    : undefined;
}

/** The properties but the first named one, where all of them are named. */
function optionsOf(
  node: TSESTree.ObjectExpression,
  known: readonly string[],
  source: SourceCode,
): string | undefined {
  const isKnown = node.properties.every((each) => {
    return each.type === 'Property' && known.includes(staticName(each) ?? '');
  });
  if (!isKnown) return undefined;
  const carried = node.properties.filter((each) => {
    return each.type === 'Property' && staticName(each) !== 'where';
  });
  return carried.map((each) => source.getText(each)).join(', ');
}

function propertyOf(node: TSESTree.ObjectExpression, name: string): TSESTree.Property | undefined {
  const found = node.properties.find((each) => {
    return each.type === 'Property' && staticName(each) === name;
  });
  return found?.type === 'Property' ? found : undefined;
}

/** Loads the entity again where the code goes on with it, as an update leaves the new value in it. */
function reloadAfter({ write, field, derivation }: Race, idioms: Idioms, source: SourceCode) {
  const statement = enclosingStatement(write.node) as TSESTree.Statement;
  const entity = write.call?.receiverNode;
  if (!entity || !isReadAfter(entity, field.path, statement, derivation.read.node, source)) {
    return [];
  }
  const again = idioms.reload?.(source.getText(entity), '');
  const { eol, semicolon } = styleOf(source);
  const line = `${eol}${indentOf(source, statement)}await ${again}${semicolon}`;
  return again === undefined ? undefined : [insertAfter(statement, line)];
}

function noneAfter(race: Race, told: readonly TSESTree.Node[], source: SourceCode) {
  return isUsedLater(race, source, told) ? undefined : [];
}
