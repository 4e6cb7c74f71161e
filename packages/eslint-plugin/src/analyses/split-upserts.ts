import type { Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { expectsDuplicate } from './decided-by-store.js';
import { relevantWrites, type Scope } from './relevant-writes.js';

/** Upserts that the library makes of a look and a create, with nothing that keeps others out. */
export function findSplitUpserts(model: FileModel, scope: Scope): Write[] {
  return relevantWrites(model, scope).filter((write) => {
    // One of another file is told there.
    const isHere = isSplitUpsert(write) && !write.elsewhere;
    return isHere && !isHeld(write) && !expectsDuplicate(write.node, model);
  });
}

export function isSplitUpsert({ kind, operation }: Write): boolean {
  return kind === 'create' && operation?.kind === 'atomic';
}

function isHeld({ guards }: Write): boolean {
  return [...guards].some(({ kind }) => kind !== 'transaction' && kind !== 'row-lock');
}
