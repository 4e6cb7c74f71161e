import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import type { Idioms } from '../effects/idioms.js';
import { insertBefore, removeStatement, type TextEdit } from '../syntax/edit.js';
import { ancestors, enclosingFunction, enclosingStatement, isInside } from '../syntax/enclosing.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { placesOf } from '../syntax/variables.js';
import { walk } from '../syntax/walk.js';
import { idleDeclarations, type WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * What becomes of the variables that held the old value and the new one: gone where nothing else
 * uses them; the new one is taken from the row that the update gives.
 */
export function usesOf(
  { named }: WrittenSum,
  written: TSESTree.Node,
  race: Race,
  idioms: Idioms,
  source: SourceCode,
): TextEdit[] | undefined {
  const later = placesOf(named?.variable).filter((place) => {
    return place.range[0] > race.write.node.range[1];
  });
  const uses = placesOf(named?.variable).length - 2;
  if (named && uses !== later.length) return undefined;
  const given =
    later.length > 0 ? givenEdits(race, named?.variable.name ?? '', idioms, source) : [];
  if (!given || (later.length > 0 && !isInScope(race, later))) return undefined;
  const gone = [written, ...(named && later.length > 0 ? [named.declaration] : [])];
  const removed = later.length > 0 && named ? [named.declaration] : [];
  const candidates = [named?.declaration, ...oldDeclarations(race, source), readStatement(race)];
  const idle = idleDeclarations(candidates, gone, source);
  const all = [...new Set([...removed, ...idle])];
  return [...given, ...all.map((at) => removeStatement(source, at))];
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

/** `const { n: total } = await update(…)`. */
function givenEdits(
  { write, field }: Race,
  name: string,
  { updateGivesRow }: Idioms,
  source: SourceCode,
): TextEdit[] | undefined {
  const statement = enclosingStatement(write.node);
  const awaited = write.node.parent;
  const isPlain =
    statement.type === 'ExpressionStatement' &&
    awaited?.type === 'AwaitExpression' &&
    statement.expression === awaited;
  if (!isPlain || !updateGivesRow?.includes(write.call?.method ?? '')) return undefined;
  const pattern = name === field.path ? name : `${field.path}: ${name}`;
  const before = source.getTokenBefore(statement);
  return before ? [insertBefore(statement, `const { ${pattern} } = `)] : undefined;
}

export function readStatement({ derivation: { read } }: Race): TSESTree.Node | undefined {
  return read.node.parent?.type === 'AwaitExpression' ? enclosingStatement(read.node) : undefined;
}

/** Whether the code goes on to use the column as it was read: it would tell a value that is not stored. */
export function isUsedLater({ field, write, derivation }: Race, source: SourceCode): boolean {
  const home = enclosingFunction(write.node) ?? source.ast;
  return [...walk(source, home)].some((node) => {
    const isLater = node.range[0] > write.node.range[1] && !isInOtherBranch(node, write.node);
    if (!isLater || node === derivation.node || node.type !== 'MemberExpression') return false;
    return staticName(node) === field.path && unwrap(node.object).type === 'Identifier';
  });
}

/** Whether the node stands in the `else` of an `if` that has the write, so that one of them runs. */
function isInOtherBranch(node: TSESTree.Node, write: TSESTree.Node): boolean {
  return [...ancestors(write)].some((outer) => {
    if (outer.type !== 'IfStatement' || !outer.alternate) return false;
    return isInside(write, outer.consequent) && isInside(node, outer.alternate);
  });
}
