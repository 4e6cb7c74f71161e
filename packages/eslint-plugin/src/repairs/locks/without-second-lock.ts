import { locksElsewhere } from '../../analyses/ineffective-locks/guarded-updates.js';
import type { Race } from '../../analyses/race.js';
import type { FileModel } from '../../effects/model.js';
import { isDeclaredLockOf } from '../keyed-lock/declared-lock.js';
import type { Repair } from '../repair.js';

/** Leaves out a lock of our own where the file guards the same thing with another one. */
export function withoutSecondLock(
  repairs: readonly Repair[],
  race: Race,
  model: FileModel,
): readonly Repair[] {
  if (!repairs.some(({ kind }) => kind === 'lock')) return repairs;
  const others = locksElsewhere(race, model);
  const hasOther = others.some(({ name }) => !isDeclaredLockOf(race.write.resource.model, name));
  return hasOther ? repairs.filter(({ kind }) => kind !== 'lock') : repairs;
}
