import type { Read, Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isOverlap, type Derivation } from '../effects/value.js';
import { isGuarded, isInTransaction } from './guarded.js';
import { oncePerNode } from './once-per-node.js';
import type { Race } from './race.js';
import { isSameRow } from './same-row.js';

/** Writes to a store whose value derives from an earlier read of what they overwrite. */
export function findLostUpdates(model: FileModel): Race[] {
  const races = model.writes.filter(isStored).flatMap((write) => {
    return write.fields.flatMap((field) => findRace(write, field) ?? []);
  });
  return oncePerNode(races);
}

function isStored(write: Write): boolean {
  return write.kind === 'persist' || write.kind === 'update';
}

function findRace(write: Write, field: WrittenField): Race | undefined {
  for (const derivation of field.value.derivations) {
    if (!isOldValue(derivation, write, field) || isCopy(derivation, write, field)) continue;
    if (isGuarded(derivation.read, write) || !isPossiblyStale(derivation.read, write)) continue;
    return { derivation, write, field, isInTransaction: isInTransaction(write) };
  }
  return undefined;
}

/** Whether the derivation is from the very field that is written. */
function isOldValue({ read, path }: Derivation, write: Write, field: WrittenField): boolean {
  if (path === '' || field.path === '') return false;
  return isOverlap(path, field.path) && isSameRow(read, write);
}

/** Whether the field gets back its old value, unchanged, as `given ?? user.name` does. */
function isCopy({ path }: Derivation, { object }: Write, { value }: WrittenField): boolean {
  return [...value.places].some((place) => place.object === object && place.path === path);
}

/** What an entity from elsewhere holds was read before; what is read here, after a suspension. */
function isPossiblyStale(read: Read, write: Write): boolean {
  return read.call === undefined || write.stale.has(read);
}
