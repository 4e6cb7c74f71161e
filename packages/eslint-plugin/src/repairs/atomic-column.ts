import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../analyses/decided-by-field.js';
import type { Race } from '../analyses/race.js';
import type { ComputedColumn, Idioms } from '../effects/idioms.js';
import {
  insertAfter,
  insertBefore,
  removeStatement,
  replaceNode,
  type TextEdit,
} from '../syntax/edit.js';
import { enclosingStatement } from '../syntax/enclosing.js';
import { importValue } from '../syntax/imports.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { isIndependent } from './arithmetic.js';
import { appendedItem } from './appended-item.js';
import { chainOf } from './chain-of.js';
import { operatorEdits } from './operator-edits.js';
import { idiomsFor } from './idioms-for.js';
import { isReadAfter } from './read-after.js';
import type { Repair } from './repair.js';
import { isUsedLater, readStatement, usesOf } from './sum-variables.js';
import { idleDeclarations, writtenSum, type WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `update({ data: { n: row.n + 1 } })` becomes `update({ data: { n: { increment: 1 } } })`. */
export function atomicColumn(race: Race, source: SourceCode): Repair | undefined {
  const { write, field } = race;
  const idioms = idiomsFor(race);
  const property = field.node;
  if (!idioms || write.kind !== 'update' || property.type !== 'Property') return undefined;
  if (staticName(property) !== field.path || isDecidedByField(race, source)) return undefined;
  if (isUsedLater(race, source) || holdsText(race, source)) return undefined;
  const edits =
    sumEdits(race, property, idioms, source) ?? appendEdits(race, property, idioms, source);
  return edits && { kind: 'atomic-update', label: labelOf(edits.what), edits: edits.edits };
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
  readonly what: 'Add' | 'Append';
  readonly edits: readonly TextEdit[];
}

function labelOf(what: Edits['what']): string {
  return `${what} in the database`;
}

function sumEdits(
  race: Race,
  property: TSESTree.Property,
  idioms: Idioms,
  source: SourceCode,
): Edits | undefined {
  const sum = writtenSum(property.value, race, source);
  const uses = sum && usesOf(sum, property.value, race, idioms, source);
  const edits = uses && columnEdits(race, source);
  return edits && { what: 'Add', edits: [...edits, ...uses] };
}

/** The written sum in the words of the library; variables that held it are left as they are. */
export function columnEdits(race: Race, source: SourceCode): TextEdit[] | undefined {
  const idioms = idiomsFor(race);
  const property = race.field.node;
  if (!idioms || property.type !== 'Property') return undefined;
  const sum = writtenSum(property.value, race, source);
  if (!sum || !isIndependent(sum, race.field.path, source)) return undefined;
  // In SQL nothing plus one is nothing; a document store counts from zero.
  if (sum.countsFromZero && !idioms.operatorKeys && !idioms.countsFromZero) return undefined;
  const text = sum.amount ? source.getText(sum.amount) : '1';
  const { operator } = sum;
  const chain = chainOf(property.parent.parent, race.write.library, source);
  const column = idioms.column?.({ field: race.field.path, operator, amount: text, ...chain });
  return column
    ? valueEdits(property, column, source)
    : idioms.operatorKeys &&
        operatorEdits(property, idioms.operatorKeys.increment, signed(sum, text), source);
}

function appendEdits(
  race: Race,
  property: TSESTree.Property,
  idioms: Idioms,
  source: SourceCode,
): Edits | undefined {
  const item = appendedItem(property.value, race.derivation.node, source);
  const text = item && source.getText(item);
  if (text === undefined) return undefined;
  const edits = idioms.append
    ? [replaceNode(property, `${keyOf(property, source)}: ${idioms.append(text)}`)]
    : idioms.operatorKeys && operatorEdits(property, idioms.operatorKeys.append, text, source);
  const idle = idleDeclarations([readStatement(race)], [property.value], source);
  return (
    edits && { what: 'Append', edits: [...edits, ...idle.map((at) => removeStatement(source, at))] }
  );
}

/** `-5` where the operator only adds. */
function signed({ operator, amount }: WrittenSum, text: string): string {
  if (operator === '+') return text;
  const isSimple = !amount || /^(Identifier|Literal|MemberExpression)$/.test(amount.type);
  return isSimple ? `-${text}` : `-(${text})`;
}

function valueEdits(
  property: TSESTree.Property,
  { value, imports, around }: ComputedColumn,
  source: SourceCode,
): TextEdit[] {
  const bound = imports && importValue(source, imports.module, imports.name);
  const text = bound ? value.replaceAll(imports.name, bound.name) : value;
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
