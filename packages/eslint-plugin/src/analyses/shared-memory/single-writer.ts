import { enclosingFunction } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { staticValueOf } from '../../syntax/variables.js';
import type { Access } from './access.js';
import type { Facts } from './facts.js';
import { findUpdate } from './find-updates.js';

/** Whether the cell has one writer by its role, as an index of a ring buffer has. */
export function isSingleWriter(facts: Facts, accesses: readonly Access[], access: Access): boolean {
  return RING_INDEX.test(lastName(access.cell.index) ?? '') || isReset(facts, accesses, access);
}

const RING_INDEX =
  /(?:^|_|[a-z](?=[A-Z]))(?:read|write|head|tail|front|rear|cursor)(?:_?(?:index|idx|pos|position|ptr|pointer|offset|cursor))?$/i;

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
