import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { unwrap, wrapped } from '../../syntax/node-shapes.js';
import { isWaitedFor } from '../locks/is-waited-for.js';
import type { IneffectiveLock } from './ineffective-lock.js';

/** Locks that are made by the very run of a function that takes them: no two runs share one. */
export function findPerCallLocks({ locks }: FileModel): IneffectiveLock[] {
  const byLock = new Map<TSESTree.Node, LockUse[]>();
  for (const use of locks.all) {
    const { made, library, isExclusive } = use.lock;
    if (!made || library.reach === 'machines' || isExclusive === false) continue;
    byLock.set(made, [...(byLock.get(made) ?? []), use]);
  }
  return [...byLock].flatMap(([node, uses]) => {
    const [first] = uses;
    if (!first || !isPrivate(node, uses)) return [];
    return [{ kind: 'perCall' as const, node, name: first.lock.name, uses }];
  });
}

/** Whether nobody but the function that makes the lock can take it, and not twice at a time. */
function isPrivate(made: TSESTree.Node, uses: readonly LockUse[]): boolean {
  const home = enclosingFunction(made);
  if (!home || uses.some(({ node, kind }) => kind !== 'release' && !isWaitedFor(node)))
    return false;
  const receivers = new Set(uses.map(({ node }) => receiverOf(node)));
  if (receivers.has(made)) return true;
  const variable = uses[0]?.lock.variable;
  const declarator = wrapped(made).parent;
  if (!variable || declarator?.type !== 'VariableDeclarator') return false;
  return variable.references.every(({ identifier, init }) => {
    return init || (receivers.has(identifier) && enclosingFunction(identifier) === home);
  });
}

function receiverOf({ callee }: TSESTree.CallExpression): TSESTree.Node {
  return callee.type === 'MemberExpression' ? unwrap(callee.object) : unwrap(callee);
}
