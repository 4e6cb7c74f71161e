import { enclosingFunction } from '../../syntax/enclosing.js';
import { statementOf } from './test-before.js';
import type { Access } from './access.js';
import type { Signal } from './race.js';

/** A plain store to a cell on which the file lets threads wait, or wakes them. */
export function findSignal(accesses: readonly Access[], access: Access): Signal | undefined {
  if (access.kind !== 'plain-write' || !statementOf(access.node)) return undefined;
  const isWaitedOn = accesses.some(
    ({ kind, cell }) => (kind === 'wait' || kind === 'notify') && cell.key === access.cell.key,
  );
  if (!isWaitedOn || isInConstructor(access)) return undefined;
  return { kind: 'signal', access, node: access.node };
}

/** Before an object is built, no other thread knows its memory. */
function isInConstructor({ node }: Access): boolean {
  const definition = enclosingFunction(node)?.parent;
  return definition?.type === 'MethodDefinition' && definition.kind === 'constructor';
}
