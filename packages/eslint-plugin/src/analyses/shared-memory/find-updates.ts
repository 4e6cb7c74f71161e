import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { isFunction } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import type { Access } from './access.js';
import type { StaleStore, Update } from './race.js';
import { testBefore } from './test-before.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A write whose value derives from a read of the same cell, in more than one step. */
export function findUpdate(
  source: SourceCode,
  accesses: readonly Access[],
  access: Access,
): StaleStore | Update | undefined {
  const { kind, node, value } = access;
  if (kind === 'plain-update') return update(accesses, access, undefined);
  if ((kind !== 'plain-write' && kind !== 'store') || !value) return undefined;
  const reads = readsBeside(accesses, access);
  const read = reads.find((other) => isInside(other.node, value));
  if (read) return update(accesses, access, read);
  for (const identifier of identifiersIn(source, value)) {
    const earlier = reads.find((other) => feeds(source, other, identifier));
    if (earlier) return { kind: 'stale-store', access, node, read: earlier, variable: identifier };
  }
  return undefined;
}

function update(accesses: readonly Access[], access: Access, read: Access | undefined): Update {
  return { kind: 'update', access, node: access.node, read, test: testBefore(accesses, access) };
}

type ReadsByCell = Map<string, Access[]>;

const indexes = new WeakMap<readonly Access[], Map<TSESTree.Node | undefined, ReadsByCell>>();

/** The reads of the same cell in the same function. */
function readsBeside(accesses: readonly Access[], { node, cell }: Access): readonly Access[] {
  let index = indexes.get(accesses);
  if (!index) {
    index = indexOf(accesses);
    indexes.set(accesses, index);
  }
  return index.get(enclosingFunction(node))?.get(cell.key) ?? [];
}

function indexOf(accesses: readonly Access[]): Map<TSESTree.Node | undefined, ReadsByCell> {
  const index = new Map<TSESTree.Node | undefined, ReadsByCell>();
  for (const access of accesses) {
    if (access.kind !== 'plain-read' && access.kind !== 'load') continue;
    const home = enclosingFunction(access.node);
    const byCell: ReadsByCell = index.get(home) ?? new Map<string, Access[]>();
    index.set(home, byCell);
    const reads = byCell.get(access.cell.key);
    if (reads) reads.push(access);
    else byCell.set(access.cell.key, [access]);
  }
  return index;
}

function* identifiersIn(source: SourceCode, root: TSESTree.Node): Generator<TSESTree.Identifier> {
  for (const node of walk(source, root, isFunction)) if (node.type === 'Identifier') yield node;
}

/** Whether the variable is given a value in which the read stands, in the function of the write. */
function feeds(source: SourceCode, read: Access, identifier: TSESTree.Identifier): boolean {
  const variable = variableOf(source, identifier);
  const declarator = variable?.defs[0]?.node;
  if (declarator?.type !== 'VariableDeclarator') return false;
  if (enclosingFunction(declarator) !== enclosingFunction(read.node)) return false;
  const values = placesOf(variable).map((place) => givenAt(place));
  return [declarator.init, ...values].some((value) => value && isInside(read.node, value));
}

function givenAt(place: TSESTree.Identifier): TSESTree.Node | undefined {
  const { parent } = place;
  const isTarget = parent.type === 'AssignmentExpression' && parent.left === place;
  return isTarget ? parent.right : undefined;
}
