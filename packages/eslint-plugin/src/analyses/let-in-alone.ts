import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isOverlap, type Value } from '../effects/value.js';
import { ancestors, isInside } from '../syntax/enclosing.js';
import { isVersionColumn, type Covers } from './guarded.js';

/**
 * Whether the store let only one caller through before: an update of the file carried the state that it
 * changes as its condition, and its answer was tested on every way from the read. Who comes with
 * another row claims that one: what all of them count is still shared.
 */
export function isLetInAlone(read: Read, write: Write, model: FileModel): boolean {
  const { facts, passed } = write;
  const onWay = passed.filter(({ test, outcome }) => outcome !== 'other' && isBeside(read, test));
  return [...facts, ...onWay].some(({ value }) => {
    return claimsIn(value, model).some((claim) => claim.node !== write.node && isOwn(write, claim));
  });
}

/** Whether the claim is of the rows that are written, or nothing of what was there goes into the write. */
function isOwn({ resource, fields }: Write, claim: Write): boolean {
  if (resource.model !== undefined && resource.model === claim.resource.model) return true;
  return fields.every(({ how, value }) => how === 'assign' && value.derivations.size === 0);
}

/** The same, or what `covers` says. */
export function orLetInAlone(covers: Covers, model: FileModel): Covers {
  return (read, write) => covers(read, write) || isLetInAlone(read, write, model);
}

/** Whether all ways from the read lead through the test: both stand in one block. */
function isBeside({ node }: Read, test: TSESTree.Node): boolean {
  const block = [...ancestors(test)].find(({ type }) => type === 'BlockStatement');
  return block !== undefined && isInside(node, block);
}

function claimsIn({ derivations }: Value, { writes }: FileModel): readonly Write[] {
  const asked = [...derivations].map(({ read }) => read);
  return writes.filter((write) => isClaim(write) && asked.some(({ node }) => node === write.node));
}

/** `updateMany({ where: { id, status: 'OPEN' }, data: { status: 'CLOSED' } })` */
function isClaim({ kind, resource: { columns = [] }, fields }: Write): boolean {
  if (kind !== 'update') return false;
  return fields.some(({ path, how }) => {
    const isState = how !== 'compute' || isVersionColumn(path);
    return isState && columns.some((column) => isOverlap(column, path));
  });
}
