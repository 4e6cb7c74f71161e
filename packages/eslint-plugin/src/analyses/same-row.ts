import type { Read, Write, WrittenField } from '../effects/access.js';
import type { CallSite } from '../effects/call-site.js';
import { isWholeRow } from '../effects/resource-of.js';
import { isOverlap, literalText, type Derivation } from '../effects/value.js';

const ID = /(^|\.)_?(uu?)?id$/i;

/** Whether the read and the write are of the same row, as far as the source tells. */
export function isSameRow(read: Read, write: Write): boolean {
  if (write.object) {
    if (write.object.read === read || write.object.resource === read.resource) return true;
  }
  const [from, to] = [read.resource, write.resource];
  if (from.kind !== 'stored' || to.kind !== 'stored') return false;
  if (from.model !== undefined && to.model !== undefined && from.model !== to.model) return false;
  // An entity that is put back whole brings its key along.
  const isWhole = write.operation !== undefined && isWholeRow(write.operation);
  if (!isWhole && isConditional(read, write)) return false;
  if (from.model !== undefined && isSameKey(from.key, to.key)) return true;
  if (write.kind === 'put' && write.evidence === 'shape') {
    if (from.model !== to.model || isOtherField(read.call, write.call)) return false;
  }
  return [...to.identity.derivations].some(({ read: keyRead, path }) => {
    if (keyRead !== read) return false;
    return (isWhole && path === '') || ID.test(path) || isLookedUpBy(read, path);
  });
}

/** Whether the row was looked up by the column, so that its value names the row as an id does. */
function isLookedUpBy({ resource, operation }: Read, column: string): boolean {
  const isOne = operation?.kind === 'read' && operation.gives === 'entity';
  return isOne && (resource.columns?.includes(column) ?? false);
}

/**
 * Whether the value was read with another row, as a relation of it: `user.wallet.balance`, written
 * to the wallet of `user.wallet.id` or `user.walletId`.
 */
export function isRelatedRow(
  { read, path }: Pick<Derivation, 'read' | 'path'>,
  { kind, resource }: Write,
  field: WrittenField,
): boolean {
  if (kind !== 'update' || !path.endsWith(`.${field.path}`)) return false;
  const relation = path.slice(0, -field.path.length - 1);
  const keys = [`${relation}.id`, `${relation}._id`, `${relation}Id`, `${relation}_id`];
  const isKeyed = [...resource.identity.derivations].some((key) => {
    return key.read === read && keys.includes(key.path);
  });
  // What a caller hands over under the name of a model is what is to be stored.
  return isKeyed || (read.call !== undefined && isNamed(relation, resource.model));
}

function isNamed(relation: string, model: string | undefined): boolean {
  return relation.toLowerCase() === model?.toLowerCase();
}

/** `getField(id, 'email')`, `setField(id, 'seen', now)` */
function isOtherField(reading: CallSite | undefined, writing: CallSite | undefined): boolean {
  if (writing?.args.length !== 3) return false;
  const [read, written] = [reading, writing].map((call) =>
    literalText(call?.args[1]?.value.symbol),
  );
  return read !== undefined && written !== undefined && read !== written;
}

/** Whether one key has all parts of the other: `id=1` and `id=1&tenant=2`. */
function isSameKey(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const [few, many] = [left.split('&'), right.split('&')].sort((a, b) => a.length - b.length);
  return few !== undefined && few.every((part) => many?.includes(part));
}

/** Columns that change with every update of their row. */
const VERSION = /version|^_?rev(ision)?$|etag|updated_?at|modified/i;

/** Whether the write's own condition is that the row still holds what was read: a version, a balance. */
function isConditional(read: Read, { resource, kind, fields }: Write): boolean {
  if (kind === 'put' || kind === 'create') return false;
  return [...resource.identity.derivations].some((derivation) => {
    const { path } = derivation;
    if (derivation.read !== read || path === '' || ID.test(path)) return false;
    return VERSION.test(path) || fields.some((field) => isOverlap(field.path, path));
  });
}
