import type { Read, Write } from '../effects/access.js';

const ID = /(^|\.)_?id$/i;

/** Whether the read and the write are of the same row, as far as the source tells. */
export function isSameRow(read: Read, write: Write): boolean {
  if (write.object) {
    if (write.object.read === read || write.object.resource === read.resource) return true;
  }
  const [from, to] = [read.resource, write.resource];
  if (from.kind !== 'stored' || to.kind !== 'stored') return false;
  if (from.model !== undefined && to.model !== undefined && from.model !== to.model) return false;
  if (from.model !== undefined && from.key !== undefined && from.key === to.key) return true;
  return [...to.identity.derivations].some((derivation) => {
    return derivation.read === read && ID.test(derivation.path);
  });
}
