import type { TSESTree } from '@typescript-eslint/utils';

import { initializerOf } from '../../effects/scopes.js';
import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import type { FunctionNode } from '../../flow/graph.js';
import { isFunction, unwrap } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { heldNodes } from './held-at-exit.js';
import { takenLocks } from './taken-lock.js';

/** Code that runs while a lock is held: a callback, or what stands between taking and letting go. */
export interface Section {
  readonly use: LockUse;
  readonly owner: FunctionNode | TSESTree.Program;
  /** Every node that runs under the lock, functions made there not entered. */
  readonly nodes: readonly TSESTree.Node[];
}

export function sectionsOf(model: FileModel): Section[] {
  const callbacks = [...model.locks.all].flatMap((use) => {
    const owner = use.callback && functionOf(use.callback, model);
    return owner ? [{ use, owner, nodes: [...walk(model.source, owner.body, isFunction)] }] : [];
  });
  return [...callbacks, ...regionsOf(model)];
}

/** The function that is given: written in place, or by its name. */
export function functionOf(given: TSESTree.Node, model: FileModel): FunctionNode | undefined {
  const node = unwrap(given);
  if (isFunction(node)) return node;
  const variable = node.type === 'Identifier' ? model.scopes.variableOf(node) : undefined;
  const named = variable && (model.scopes.functionOf(variable) ?? initializerOf(variable));
  return isFunction(named) ? named : undefined;
}

/** What runs between taking a lock by hand and letting it go. */
function regionsOf(model: FileModel): Section[] {
  return takenLocks(model).flatMap((lock) => {
    if (lock.releases.size === 0) return [];
    return [{ use: lock.use, owner: lock.holder, nodes: [...heldNodes(lock)] }];
  });
}
