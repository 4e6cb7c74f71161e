import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard, Read, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import type { LockUse } from '../effects/locks/lock-use.js';
import { otherFileOf } from '../effects/other-files.js';
import { ancestors } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { isFunction, unwrap } from '../syntax/node-shapes.js';
import { homeMadeLocks } from './home-made-locks.js';
import { untestedVersion } from './untested-version.js';
import { isWatched } from './watches.js';

/** Whether something keeps others out from the read to the write, or another rule tells of it. */
export type Covers = (read: Read, write: Write) => boolean;

/** Whether a guard taken before the read is still held at the write. */
export function isGuarded(read: Read, write: Write): boolean {
  for (const guard of read.guards) {
    if (keepsOut(guard, write) && write.guards.has(guard) && !isOfAnotherRow(guard, read)) {
      return true;
    }
  }
  return isVersioned(write) || isRetried(read, write);
}

/** What a transaction of this kind both reads and writes is done again if others wrote meanwhile. */
function isRetried({ operation }: Read, write: Write): boolean {
  return operation?.on === 'transaction' && write.operation?.on === 'transaction';
}

/** Guarded, or with a lock that guards nothing, which `no-ineffective-lock` tells of. */
export function guardedOrTold(model: FileModel): Covers {
  return (read, write) => {
    if (isGuarded(read, write) || lateLock(read, write)) return true;
    if (untestedVersion(write, model) || isWatched(read.node, model)) return true;
    if (homeMadeLocks(model).some(({ take }) => take === write.node)) return true;
    const rowLock = model.rowLocks.get(read.node);
    return rowLock !== undefined && rowLock !== 'held';
  };
}

/** The lock that the write holds and that was not held when the read was made. */
export function lateLock(read: Read, write: Write): Guard | undefined {
  if (!read.call) return undefined;
  return [...write.guards].find((guard) => {
    const { kind, lock, node } = guard;
    if (kind !== 'lock' || !lock || otherFileOf(node) || read.site) return false;
    const isLate = read.node.range[0] < node.range[0] && !isHeld(lock.use, read);
    return isLate && !isOfAnotherRow(guard, read);
  });
}

function isHeld(use: LockUse, { guards }: Read): boolean {
  return [...guards].some((guard) => guard.lock?.use === use);
}

/** The store changes the row only if nobody has changed its version since. */
function isVersioned({ resource }: Write): boolean {
  return resource.columns?.some((column) => isVersionColumn(column)) === true;
}

export function isVersionColumn(column: string): boolean {
  return /^_*(v|version|rev|revision|lock_?version|row_?version|etag)$/i.test(column);
}

/** `locks.run(from, …)` around the row `to`: two parameters, which may name two rows. */
export function isOfAnotherRow({ lock }: Guard, { keyNode }: Read): boolean {
  const [held, row] = [lock?.use.key, keyNode].map((node) => node && bareName(node));
  if (!held || !row || held.name === row.name) return false;
  if (lock?.use.lock.evidence === 'shape' || /key|name|lock|resource/i.test(held.name))
    return false;
  const around = [...ancestors(row)].filter(isFunction);
  return around.some(({ params }) => {
    const names = params.map((param) => bareName(param)?.name);
    return names.includes(held.name) && names.includes(row.name);
  });
}

/** `id` of `id`, `String(id)` and `` `user:${id}` `` */
function bareName(node: TSESTree.Node): TSESTree.Identifier | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner;
  const parts =
    inner.type === 'TemplateLiteral'
      ? inner.expressions
      : inner.type === 'CallExpression' && lastName(inner.callee) === 'String'
        ? inner.arguments
        : [];
  const [only] = parts;
  return parts.length === 1 && only ? bareName(only) : undefined;
}

function keepsOut({ kind }: Guard, write: Write): boolean {
  return kind === 'flag' ? write.kind === 'memory' : kind !== 'transaction';
}

export function isInTransaction(write: Write): boolean {
  return [...write.guards].some((guard) => guard.kind === 'transaction');
}
