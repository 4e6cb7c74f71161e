import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import type { Idioms } from '../../effects/idioms.js';
import { insertBefore, removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import {
  ancestors,
  enclosingFunction,
  enclosingStatement,
  isInside,
} from '../../syntax/enclosing.js';
import { freeName } from '../../syntax/names.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import { isNumbering } from './gives-up.js';
import { readLater, readStatement } from './read-later.js';
import { idleDeclarations, type WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Variable = TSESLint.Scope.Variable;

/** What is done about the variables, and whether the new value is read after the update. */
export interface Uses {
  readonly edits: readonly TextEdit[];
  readonly isReadAgain: boolean;
}

/** What makes the update give the new value under the name; nothing where it gives none. */
export type Give = (name: string) => readonly TextEdit[] | undefined;

/**
 * What becomes of the variables that held the old value and the new one: gone where nothing else
 * uses them; the new one is taken from what the update gives, or read after it.
 */
export function usesOf(
  sum: WrittenSum,
  written: TSESTree.Expression,
  race: Race,
  give: Give,
  source: SourceCode,
): Uses | undefined {
  const { named } = sum;
  const later = named ? laterPlaces(named.variable, race) : toldAgain(written, race, source);
  if (named && placesOf(named.variable).length - 2 !== laterPlaces(named.variable, race).length)
    return undefined;
  if (later.length === 0) {
    return { edits: removalsOf([], [written], sum, race, source), isReadAgain: false };
  }
  if (!isInScope(race, later)) return undefined;
  const home = enclosingFunction(race.write.node) ?? source.ast;
  const name = named?.variable.name ?? freeName(source, home, race.field.path);
  const given = isStatement(race) ? give(name) : undefined;
  if (!given) {
    const edits = isNumbering(race) ? undefined : readLater(sum, written, later, race, source);
    return edits && { edits, isReadAgain: true };
  }
  const declaration = named ? [named.declaration] : [];
  const told = named ? [] : later;
  const edits = [
    ...given,
    ...told.map((each) => replaceNode(each, name)),
    ...removalsOf(declaration, [written, ...declaration, ...told], sum, race, source),
  ];
  return { edits, isReadAgain: false };
}

function laterPlaces(variable: Variable, { write }: Race): TSESTree.Node[] {
  return placesOf(variable).filter((place) => place.range[0] > write.node.range[1]);
}

/** The statements that go, and those that nothing needs any more without them. */
function removalsOf(
  removed: readonly TSESTree.Node[],
  gone: readonly TSESTree.Node[],
  { named, amount }: WrittenSum,
  race: Race,
  source: SourceCode,
): TextEdit[] {
  const candidates = [named?.declaration, ...oldDeclarations(race, source), readStatement(race)];
  const all = new Set([...removed, ...idleDeclarations(candidates, gone, amount, source)]);
  return [...all].map((at) => removeStatement(source, at));
}

/** The places behind the update that compute the written value once more. */
export function toldAgain(
  written: TSESTree.Node,
  { write }: Race,
  source: SourceCode,
): TSESTree.Expression[] {
  const home = enclosingFunction(write.node) ?? source.ast;
  const inner = unwrap(written);
  if (inner.type !== 'BinaryExpression') return [];
  const text = source.getText(inner);
  return [...walk(source, home)].filter((node): node is TSESTree.Expression => {
    const isLater = node.range[0] > write.node.range[1] && !isInOtherBranch(node, write.node);
    return isLater && node.type === inner.type && source.getText(node) === text;
  });
}

/** Whether the update is `await update(…);`, which gives its result to nothing. */
function isStatement({ write }: Race): boolean {
  const awaited = write.node.parent;
  const statement = enclosingStatement(write.node);
  return awaited?.type === 'AwaitExpression' && awaited.parent === statement;
}

/** `const current = row.n`, on the way from the read to the sum. */
function oldDeclarations({ derivation }: Race, source: SourceCode): TSESTree.Node[] {
  const statement = enclosingStatement(derivation.node);
  return source.ast === statement.parent ? [] : [statement];
}

/** Whether the variables of the write's statement are seen where the new value is used. */
function isInScope({ write }: Race, places: readonly TSESTree.Node[]): boolean {
  const block = enclosingStatement(write.node).parent;
  return places.every((place) => {
    return (
      block !== undefined && place.range[0] > block.range[0] && place.range[1] < block.range[1]
    );
  });
}

/** `const { n: total } = await update(…)`, of an update that gives the row. */
export function givenByRow({ write, field }: Race, { updateGivesRow }: Idioms): Give {
  return (name) => {
    if (!updateGivesRow?.includes(write.call?.method ?? '')) return undefined;
    const pattern = name === field.path ? name : `${field.path}: ${name}`;
    return [insertBefore(enclosingStatement(write.node), `const { ${pattern} } = `)];
  };
}

/** Whether the code goes on to use the column as it was read: it would tell a value that is not stored. */
export function isUsedLater(
  { field, write, derivation }: Race,
  source: SourceCode,
  told: readonly TSESTree.Node[] = [],
): boolean {
  const home = enclosingFunction(write.node) ?? source.ast;
  return [...walk(source, home)].some((node) => {
    const isLater = node.range[0] > write.node.range[1] && !isInOtherBranch(node, write.node);
    if (told.some((each) => isInside(node, each))) return false;
    if (!isLater || node === derivation.node || node.type !== 'MemberExpression') return false;
    if (isOfLater(node, write.node, source)) return false;
    return staticName(node) === field.path && unwrap(node.object).type === 'Identifier';
  });
}

/** Whether the member is of a variable that is declared behind the write: it holds another object. */
export function isOfLater(
  { object }: TSESTree.MemberExpression,
  write: TSESTree.Node,
  source: SourceCode,
): boolean {
  const root = unwrap(object);
  const name = root.type === 'Identifier' ? variableOf(source, root)?.identifiers[0] : undefined;
  return name !== undefined && name.range[0] > write.range[1];
}

/** Whether the node stands in the `else` of an `if` that has the write, so that one of them runs. */
function isInOtherBranch(node: TSESTree.Node, write: TSESTree.Node): boolean {
  return [...ancestors(write)].some((outer) => {
    if (outer.type !== 'IfStatement' || !outer.alternate) return false;
    return isInside(write, outer.consequent) && isInside(node, outer.alternate);
  });
}
