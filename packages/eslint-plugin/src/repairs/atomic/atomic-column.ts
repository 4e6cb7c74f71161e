import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../../analyses/decided-by-field.js';
import type { Race } from '../../analyses/race.js';
import type { ComputedColumn, Idioms } from '../../effects/idioms.js';
import {
  insertAfter,
  insertBefore,
  removeStatement,
  replaceNode,
  type TextEdit,
} from '../../syntax/edit.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { importValue } from '../../syntax/imports.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import { isIndependent, mentions } from '../arithmetic.js';
import { appendedItem } from './appended-item.js';
import { chainOf } from '../chain-of.js';
import { operatorEdits } from './operator-edits.js';
import { labelOf } from './gives-up.js';
import { idiomsFor } from '../idioms-for.js';
import { isListColumn } from './is-list-column.js';
import { isReadAfter } from './read-after.js';
import type { Repair } from '../repair.js';
import { readStatement } from './read-later.js';
import { givenByRow, isUsedLater, toldAgain, usesOf } from './sum-variables.js';
import { idleDeclarations, writtenSum, type WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `update({ data: { n: row.n + 1 } })` becomes `update({ data: { n: { increment: 1 } } })`. */
export function atomicColumn(race: Race, source: SourceCode): Repair | undefined {
  const { write, field } = race;
  const idioms = idiomsFor(race);
  const property = field.node;
  if (!idioms || write.kind !== 'update' || property.type !== 'Property') return undefined;
  if (staticName(property) !== field.path || isDecidedByField(race, source)) return undefined;
  const told = toldAgain(property.value, race, source);
  if (isUsedLater(race, source, told) || holdsText(race, source)) return undefined;
  const edits =
    sumEdits(race, property, idioms, source) ?? appendEdits(race, property, idioms, source);
  return edits && { kind: 'atomic-update', label: edits.label, edits: edits.edits };
}

/** Whether the code goes on with a row in memory that the update would give the expression to. */
export function holdsText({ write, field, derivation }: Race, source: SourceCode): boolean {
  const { operation, call, node } = write;
  if (operation?.kind !== 'update' || !(operation.ofRoot ?? operation.on === 'entity'))
    return false;
  const root = call?.receiverNode && rootOf(call.receiverNode);
  const statement = enclosingStatement(node);
  return !root || isReadAfter(root, field.path, statement, derivation.read.node, source);
}

function rootOf(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') return rootOf(inner.callee);
  return inner.type === 'MemberExpression' ? rootOf(inner.object) : inner;
}

interface Edits {
  readonly label: string;
  readonly edits: readonly TextEdit[];
}

function sumEdits(
  race: Race,
  property: TSESTree.Property,
  idioms: Idioms,
  source: SourceCode,
): Edits | undefined {
  const sum = writtenSum(property.value, race, source);
  const uses =
    sum &&
    usesOf(sum, property.value as TSESTree.Expression, race, givenByRow(race, idioms), source);
  const edits = uses && columnEdits(race, source);
  return (
    edits && {
      label: labelOf('Add in the database', undefined, uses.isReadAgain),
      edits: [...edits, ...uses.edits],
    }
  );
}

/** The written sum in the words of the library; variables that held it are left as they are. */
export function columnEdits(race: Race, source: SourceCode): TextEdit[] | undefined {
  const idioms = idiomsFor(race);
  const property = race.field.node;
  if (!idioms || property.type !== 'Property') return undefined;
  const sum = writtenSum(property.value, race, source);
  if (!sum || !isIndependent(sum, race.field.path, source, race.derivation.node)) return undefined;
  if (isMentionedBeside(property, race.field.path, source)) return undefined;
  // In SQL nothing plus one is nothing; a document store counts from zero.
  if (sum.countsFromZero && !idioms.operatorKeys && !idioms.countsFromZero) return undefined;
  const text = sum.amount ? source.getText(sum.amount) : '1';
  const { operator } = sum;
  const chain = chainOf(property.parent.parent, race.write.library, source);
  const column = idioms.column?.({ field: race.field.path, operator, amount: text, ...chain });
  return column
    ? valueEdits(race.write, property, column, source)
    : idioms.operatorKeys &&
        operatorEdits(property, idioms.operatorKeys.increment, signed(sum, text), source);
}

/** Whether another column of the update is computed from the old value: it would not fit the new one. */
function isMentionedBeside(
  property: TSESTree.Property,
  field: string,
  source: SourceCode,
): boolean {
  const columns = property.parent.type === 'ObjectExpression' ? property.parent.properties : [];
  return columns.some((each) => each !== property && mentions(each, field, source));
}

function appendEdits(
  race: Race,
  property: TSESTree.Property,
  idioms: Idioms,
  source: SourceCode,
): Edits | undefined {
  const item = appendedItem(property.value, race.derivation.node, source);
  const text = item && source.getText(item);
  const list = unwrap(property.value);
  const [spread] = list.type === 'ArrayExpression' ? list.elements : [];
  if (text === undefined || spread?.type !== 'SpreadElement') return undefined;
  if (idioms.append && !isListColumn(spread.argument, race, source)) return undefined;
  const edits = idioms.append
    ? [replaceNode(property, `${keyOf(property, source)}: ${idioms.append(text)}`)]
    : idioms.operatorKeys && operatorEdits(property, idioms.operatorKeys.append, text, source);
  const idle = idleDeclarations([readStatement(race)], [property.value], item, source);
  return (
    edits && {
      label: 'Append in the database',
      edits: [...edits, ...idle.map((at) => removeStatement(source, at))],
    }
  );
}

/** `-5` where the operator only adds. */
function signed({ operator, amount }: WrittenSum, text: string): string {
  if (operator === '+') return text;
  const isSimple = !amount || /^(Identifier|Literal|MemberExpression)$/.test(amount.type);
  return isSimple ? `-${text}` : `-(${text})`;
}

/** The module that the function which updates is imported from: its like come from there too. */
function moduleOf({ call }: Race['write'], source: SourceCode): string | undefined {
  const callee = call?.node.type === 'CallExpression' ? unwrap(call.node.callee) : undefined;
  const variable = callee?.type === 'Identifier' ? variableOf(source, callee) : undefined;
  const declaration = variable?.defs[0]?.parent;
  return declaration?.type === 'ImportDeclaration' ? declaration.source.value : undefined;
}

function valueEdits(
  write: Race['write'],
  property: TSESTree.Property,
  { value, imports, around }: ComputedColumn,
  source: SourceCode,
): TextEdit[] {
  const module = imports && (moduleOf(write, source) ?? imports.module);
  const bound = module === undefined ? undefined : importValue(source, module, imports?.name ?? '');
  const text = bound && imports ? value.replaceAll(imports.name, bound.name) : value;
  const object = property.parent;
  return [
    ...(bound?.edits ?? []),
    replaceNode(property, `${keyOf(property, source)}: ${text}`),
    ...(around ? [insertBefore(object, around[0]), insertAfter(object, around[1])] : []),
  ];
}

function keyOf({ key, computed }: TSESTree.Property, source: SourceCode): string {
  return computed ? `[${source.getText(key)}]` : source.getText(key);
}
