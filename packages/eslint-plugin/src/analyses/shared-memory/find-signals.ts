import { ancestors, enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { statementOf } from './test-before.js';
import type { Access } from './access.js';
import type { Signal } from './race.js';

/** A plain store to a cell on which the file lets threads wait, or wakes them. */
export function findSignal(accesses: readonly Access[], access: Access): Signal | undefined {
  if (access.kind !== 'plain-write' || !statementOf(access.node)) return undefined;
  const isWaitedOn = accesses.some(
    ({ kind, cell }) => (kind === 'wait' || kind === 'notify') && cell.key === access.cell.key,
  );
  if (!isWaitedOn || isInConstructor(access) || isWithoutAtomics(access, accesses))
    return undefined;
  return { kind: 'signal', access, node: access.node };
}

/** `if (useAtomics) Atomics.store(a, 0, 1); else a[0] = 1`: there no thread waits. */
function isWithoutAtomics({ node, cell }: Access, accesses: readonly Access[]): boolean {
  return [...ancestors(node)].some((outer) => {
    if (outer.type !== 'IfStatement' || !outer.alternate) return false;
    const { consequent, alternate } = outer;
    const other = isInside(node, alternate) ? consequent : alternate;
    if (!isInside(node, alternate) && !isInside(node, consequent)) return false;
    return accesses.some((access) => {
      const isAtomic = !access.kind.startsWith('plain');
      return isAtomic && access.cell.key === cell.key && isInside(access.node, other);
    });
  });
}

/** Before an object is built, no other thread knows its memory. */
function isInConstructor({ node }: Access): boolean {
  const definition = enclosingFunction(node)?.parent;
  return definition?.type === 'MethodDefinition' && definition.kind === 'constructor';
}
