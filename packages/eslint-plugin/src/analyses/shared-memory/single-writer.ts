import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { placesOf, staticValueOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import type { Access } from './access.js';
import type { Cell } from './cell.js';
import type { Facts } from './facts.js';
import { findUpdate } from './find-updates.js';

/** Whether the cell has one writer by its role, as an index of a ring buffer has. */
export function isSingleWriter(facts: Facts, accesses: readonly Access[], access: Access): boolean {
  return isRingIndex(access.cell) || wrapsAround(facts, access) || isReset(facts, accesses, access);
}

function isRingIndex({ index, view }: Cell): boolean {
  return [index, view].some((node) => RING_INDEX.test(lastName(node) ?? ''));
}

const RING_INDEX =
  /(?:^|_|#|[a-z](?=[A-Z]))(?:read|write|head|tail|front|rear|cursor|insert|remove|enqueue|dequeue|producer|consumer)(?:_?(?:index|idx|pos|position|ptr|pointer|offset|cursor))?$/i;

/** `Atomics.store(a, i, next % size)` publishes an index that only this thread moves. */
function wrapsAround({ source }: Facts, { kind, value }: Access): boolean {
  if (kind !== 'store' || !value) return false;
  return [...walk(source, value)].some(
    (node) =>
      isRemainder(node) ||
      (node.type === 'Identifier' && givenTo(source, node).some((given) => isRemainder(given))),
  );
}

function isRemainder(node: TSESTree.Node): boolean {
  return node.type === 'BinaryExpression' && node.operator === '%';
}

function givenTo(source: Facts['source'], node: TSESTree.Identifier): TSESTree.Node[] {
  return placesOf(variableOf(source, node)).flatMap(({ parent }) =>
    parent.type === 'AssignmentExpression' ? [parent.right] : [],
  );
}

/**
 * The function that adds to the cell also sets it anew to what it has at hand, as at the end of a
 * ring: with a second writer that would lose updates by itself.
 */
function isReset({ source }: Facts, accesses: readonly Access[], access: Access): boolean {
  const fn = enclosingFunction(access.node);
  return accesses.some(
    (other) =>
      other.kind === 'plain-write' &&
      other.cell.key === access.cell.key &&
      other.node !== access.node &&
      enclosingFunction(other.node) === fn &&
      other.value !== undefined &&
      staticValueOf(source, other.value) === undefined &&
      findUpdate(source, accesses, other) === undefined,
  );
}
