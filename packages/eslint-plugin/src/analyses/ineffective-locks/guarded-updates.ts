import type { Guard } from '../../effects/access.js';
import type { Lock } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { isOfAnotherRow } from '../guarded.js';
import { findLostUpdates } from '../lost-updates.js';
import { oncePerModel } from '../once-per-model.js';
import type { Race } from '../race.js';
import { findReadAwaitWrites } from '../read-await-writes.js';
import type { Scope } from '../relevant-writes.js';

/** What would be a race without the lock that is held from its read to its write. */
export interface GuardedUpdate {
  readonly race: Race;
  readonly guard: Guard & { readonly lock: NonNullable<Guard['lock']> };
}

export function guardedUpdates(model: FileModel, scope: Scope): GuardedUpdate[] {
  const nothing = (): boolean => false;
  const races = [
    ...findLostUpdates(model, scope, nothing),
    ...findReadAwaitWrites(model, scope, nothing),
  ];
  return races.flatMap((race) => {
    return [...race.derivation.read.guards].flatMap((guard) => {
      const isHeld = guard.kind === 'lock' && race.write.guards.has(guard);
      if (isOfAnotherRow(guard, race.derivation.read)) return [];
      return isHeld && hasLock(guard) ? [{ race, guard }] : [];
    });
  });
}

function hasLock(guard: Guard): guard is GuardedUpdate['guard'] {
  return guard.lock !== undefined && guard.lock.use.lock.evidence !== 'shape';
}

/** What is updated: a column of a model, or one thing in memory. */
export function updatedResource({ write: { resource }, field }: Race): unknown {
  if (resource.kind === 'memory') return resource;
  return resource.model && `${resource.library?.name}.${resource.model}.${field.path}`;
}

const locksByResource = oncePerModel((model, scope: Scope) => {
  const locks = new Map<unknown, Lock[]>();
  for (const { race, guard } of guardedUpdates(model, scope)) {
    const resource = updatedResource(race);
    const known = locks.get(resource);
    if (known) known.push(guard.lock.use.lock);
    else locks.set(resource, [guard.lock.use.lock]);
  }
  return locks;
});

/** The locks under which the file updates the same thing elsewhere. */
export function locksElsewhere(race: Race, model: FileModel): readonly Lock[] {
  const resource = updatedResource(race);
  return resource === undefined ? [] : (locksByResource(model, {}).get(resource) ?? []);
}
