import type { TSESTree } from '@typescript-eslint/utils';

import type { Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isInside, type Derivation } from '../effects/value.js';
import { isInside as isWithin } from '../syntax/enclosing.js';
import { memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
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
      const isOld = strict === true || goesOn(derivation, write, field);
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
 * Whether the new value goes on from the old one, as a sum, a list or `x = await next(x)` does. What
 * has only a part of it, or comes out of a call to which it was handed before, is mostly the same
 * whoever asks.
 */
function goesOn(
  { isAsked, path, node }: Derivation,
  { node: write }: Write,
  field: WrittenField,
): boolean {
  if (path !== field.path) return false;
  const isMade = isAsked || (write.type === 'AssignmentExpression' && isCall(write.right));
  return !isMade || isWithin(node, write);
}

/** Whether a function makes the value, and no method of the value itself does. */
function isCall(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'CallExpression' || inner.type === 'NewExpression';
}

/** `given ?? config.name`: the place gets back what it held, or what has nothing to do with it. */
function isCopy({ object }: Write, { value, path }: WrittenField): boolean {
  return [...value.places].some((place) => place.object === object && place.path === path);
}
