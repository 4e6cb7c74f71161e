import type { Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isInside, type Derivation } from '../effects/value.js';
import { memberPath } from '../syntax/member-path.js';
import { guardedOrTold, isInTransaction, type Covers } from './guarded.js';
import { targetOf } from './memory-target.js';
import { oncePerNode } from './once-per-node.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import type { Race } from './race.js';
import { runsBesideItself } from './runs-beside-itself.js';
import { isOfSharedInstance } from './shared-instance.js';

/** Writes to memory that others share, of a value that derives from a read before a suspension. */
export function findReadAwaitWrites(
  model: FileModel,
  scope: Scope,
  covers: Covers = guardedOrTold(model),
): Race[] {
  const races = relevantWrites(model, scope).flatMap((write) => {
    const isShared = write.kind === 'memory' && write.concurrent && isOfSharedInstance(write);
    if (isNavigation(write)) return [];
    const race = isShared ? findRace(write, covers, scope) : undefined;
    return race && runsBesideItself(write, model, scope) ? [race] : [];
  });
  return oncePerNode(races);
}

function findRace(write: Write, covers: Covers, { strict }: Scope): Race | undefined {
  for (const field of write.fields) {
    if (isCopy(write, field)) continue;
    // What was taken from around the place is no old value of it: a handle that was passed on.
    const old = [...field.value.derivations].filter((derivation) => {
      const { read, path } = derivation;
      const isOfPlace = path === field.path || isInside(path, field.path);
      const isOld = strict === true || !isAnswer(derivation, write, field);
      return isOfPlace && isOld && read.resource === write.resource;
    });
    // A value that was also read after the suspension goes on from what others wrote.
    if (old.some(({ read }) => !write.stale.has(read))) continue;
    for (const derivation of old) {
      const { read } = derivation;
      if (covers(read, write)) continue;
      return { derivation, write, field, isInTransaction: isInTransaction(write) };
    }
  }
  return undefined;
}

/** `window.location.href = url` goes elsewhere, and keeps nothing. */
function isNavigation(write: Write): boolean {
  return /^((window|self|globalThis|document)\.)?location(\.|$)/.test(
    memberPath(targetOf(write))?.join('.') ?? '',
  );
}

/**
 * `x = await next(x)` goes on from the old value; what is asked for by a part of it, or taken out of
 * an answer, is mostly the same whoever asks.
 */
function isAnswer({ isAsked, path }: Derivation, { node }: Write, field: WrittenField): boolean {
  const isPart = node.type === 'AssignmentExpression' && /Pattern$/.test(node.left.type);
  return isAsked && (isPart || path !== field.path);
}

/** `given ?? config.name`: the place gets back what it held, or what has nothing to do with it. */
function isCopy({ object }: Write, { value, path }: WrittenField): boolean {
  return [...value.places].some((place) => place.object === object && place.path === path);
}
