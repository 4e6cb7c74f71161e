import type { Read, Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import type { Statement } from '../effects/sql/statement.js';
import { isOverlap, type Derivation } from '../effects/value.js';
import { isNumberUnique } from './decided-by-store.js';
import { guardedOrTold, isGuarded, isInTransaction, type Covers } from './guarded.js';
import { orLetInAlone } from './let-in-alone.js';
import { isOfOneOwner } from './one-owner.js';
import { oncePerModel } from './once-per-model.js';
import { oncePerNode } from './once-per-node.js';
import type { Race } from './race.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import { isRelatedRow, isSameRow } from './same-row.js';

/** What names a row is never changed by giving it back. */
const IDENTITY = /(^|\.)_?id$/i;

/** Writes to a store whose value derives from an earlier read of what they overwrite. */
export function findLostUpdates(
  model: FileModel,
  scope: Scope,
  covers: Covers = guardedOrTold(model),
): Race[] {
  const letIn = orLetInAlone(covers, model);
  const races = relevantWrites(model, scope)
    .filter((write) => isStored(write) && !isVersioned(write, model))
    .flatMap((write) => {
      return write.fields.flatMap((field) => findRace(write, field, letIn) ?? []);
    })
    .filter((race) => scope.strict || !isOfOneOwner(race, model))
    .filter(({ write, field }) => {
      return scope.strict || write.kind !== 'create' || !isNumberUnique(write, field.path, model);
    });
  return oncePerNode(races);
}

/** The same, whatever other rules tell of. */
export const findUnguardedUpdates = oncePerModel((model, scope: Scope) => {
  return findLostUpdates(model, scope, isGuarded);
});

function isStored(write: Write): boolean {
  return write.kind !== 'memory';
}

/** Whether the store refuses the save of an entity that another one has saved in between. */
function isVersioned({ kind, resource }: Write, { schema }: FileModel): boolean {
  return kind === 'persist' && schema.of(resource.model).isVersioned;
}

function findRace(write: Write, field: WrittenField, covers: Covers): Race | undefined {
  if (
    field.how === 'compute' ||
    IDENTITY.test(field.path) ||
    (field.how === 'mutate' && !savesWhole(write))
  )
    return undefined;
  for (const derivation of field.value.derivations) {
    if (!isOldValue(derivation, write, field) || isCopy(derivation, write, field)) continue;
    if (covers(derivation.read, write) || !isPossiblyStale(derivation.read, write)) continue;
    return { derivation, write, field, isInTransaction: isInTransaction(write) };
  }
  return undefined;
}

/** Whether an array changed in place is written as a whole. */
function savesWhole({ library, evidence, kind }: Write): boolean {
  return (
    kind === 'put' || (library?.inPlace ?? (evidence === 'shape' ? 'ignored' : 'whole')) === 'whole'
  );
}

/** Whether the derivation is from the very field that is written. */
function isOldValue({ read, path }: Derivation, write: Write, field: WrittenField): boolean {
  if (write.kind === 'create') return isNumbering(read, path, write, field);
  // The whole of a row is no column; the whole of an entry is its value.
  if ((path === '' || field.path === '') && write.kind !== 'put') return false;
  if (IDENTITY.test(path)) return false;
  if (isChangedWithIt(path, write)) return isSameRow(read, write);
  if (isRelatedRow({ read, path }, write, field)) return true;
  return isOfColumn(path, read, field) && isSameRow(read, write);
}

/** What calls that no library explains wrap a row in: `{ data, error }`, `result.value`. */
const WRAPPER = /^(data|value|result|right|record|payload)\./;

function isOfColumn(path: string, { evidence }: Read, { path: column }: WrittenField): boolean {
  if (isOverlap(path, column)) return true;
  return evidence === 'shape' && WRAPPER.test(path) && isOverlap(path.replace(WRAPPER, ''), column);
}

/**
 * `create({ position: last.position + 1 })`, `create({ role: users.length > 0 ? 'user' : 'admin' })`:
 * two requests take the same number, and both are the first.
 */
function isNumbering(read: Read, path: string, write: Write, field: WrittenField): boolean {
  const { model } = read.resource;
  if (model === undefined || model !== write.resource.model) return false;
  // A statement may add the one itself: `SELECT MAX(n) + 1 AS next`.
  if (read.statement) return isAggregate(read.statement, path, field);
  if (field.value.places.size > 0) return false;
  if (isCount(read, path, field)) return true;
  if (isOneRow(read) && !COUNTING.test(path)) return false;
  return isSetAlone(field) && path === field.path;
}

function isSetAlone({ node }: WrittenField): boolean {
  return node.type === 'Property' || node.type === 'AssignmentExpression';
}

/** Columns that count rows, or versions of one. */
const COUNTING =
  /version|revision|number|_?(no|nr|num)$|order|position|seq|rank|index|count|serial/i;

/** Whether the row was looked up by its id: a new one is its copy or its child, not the next one. */
function isOneRow({ resource: { key, columns = [] } }: Read): boolean {
  return key?.startsWith('id=') === true || columns.some((column) => IDENTITY.test(column));
}

/** Whether the statement computes what it calls so from the column of all rows, or counts them. */
function isAggregate({ aggregates }: Statement, path: string, { path: column }: WrittenField) {
  return aggregates.some(({ name, columns }) => {
    return name === path && (columns.length === 0 || columns.includes(column));
  });
}

/** The number of rows, or what a store computed of them for the column. */
function isCount({ operation }: Read, path: string, { path: column }: WrittenField): boolean {
  if (operation?.kind !== 'read') return false;
  if (operation.gives === 'entities') return path === 'length';
  return operation.gives === 'value' && (path === '' || path.endsWith(`.${column}`));
}

/** Whether the value was counted over a list that the same write changes. */
function isChangedWithIt(path: string, { fields }: Write): boolean {
  return fields.some(({ how, path: list }) => how === 'mutate' && isOverlap(path, list));
}

/** Whether the field of a row gets back its old value, unchanged, as `given ?? user.name` does. */
function isCopy(
  { read, path }: Derivation,
  { object, kind }: Write,
  { value }: WrittenField,
): boolean {
  if (kind === 'create') return false;
  return [...value.places].some((place) => {
    const isSame = place.object === object || place.object.resource === read.resource;
    return isSame && place.path === path;
  });
}

/**
 * What an entity from elsewhere holds was read before; what is read here, after a suspension. What
 * is put whole under a key may be no entity, but what a caller wants stored.
 */
function isPossiblyStale(read: Read, write: Write): boolean {
  return read.call === undefined ? write.kind !== 'put' : write.stale.has(read);
}
