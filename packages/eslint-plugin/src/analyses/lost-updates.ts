import type { Read, Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isOverlap, type Derivation } from '../effects/value.js';
import { isGuarded, isInTransaction } from './guarded.js';
import type { Race } from './race.js';
import { isSameRow } from './same-row.js';

/** Writes to a store whose value derives from an earlier read of what they overwrite. */
export function findLostUpdates(model: FileModel): Race[] {
  return model.writes.filter(isStored).flatMap((write) => {
    return write.fields.flatMap((field) => findRace(write, field) ?? []);
  });
}

function isStored(write: Write): boolean {
  return write.kind === 'persist' || write.kind === 'update';
}

function findRace(write: Write, field: WrittenField): Race | undefined {
  for (const derivation of field.value.derivations) {
    if (!isOldValue(derivation, write, field)) continue;
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

/** What an entity from elsewhere holds was read before; what is read here, after a suspension. */
function isPossiblyStale(read: Read, write: Write): boolean {
  return read.operation === undefined || write.stale.has(read);
}
