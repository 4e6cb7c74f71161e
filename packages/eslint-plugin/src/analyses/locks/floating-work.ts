import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { wrapped } from '../../syntax/node-shapes.js';
import { isRelevant, type Scope } from '../relevant-writes.js';
import { isPromise } from './is-promise.js';
import { sectionsOf, type Section } from './section.js';

/** Something that is started and that nobody waits for, so that it does not run under the lock. */
export interface FloatingWork {
  readonly kind: 'work' | 'section' | 'acquire';
  readonly use: LockUse;
  /** The call that nobody waits for. */
  readonly call: TSESTree.CallExpression;
  /** The section in which it is started. */
  readonly section?: Section;
}

export function findFloatingWork(model: FileModel, scope: Scope): FloatingWork[] {
  if (!isRelevant(model, scope) || model.locks.isEmpty) return [];
  const seen = new Set<TSESTree.Node>();
  const inside = sectionsOf(model).flatMap((section) => {
    return section.nodes.flatMap((node) => {
      const call = startedBy(node, model);
      if (!call || seen.has(call)) return [];
      seen.add(call);
      return [{ kind: 'work' as const, use: section.use, call, section }];
    });
  });
  const own = [...model.locks.all].flatMap((use) => findFloatingUse(use, scope) ?? []);
  return [...inside, ...own];
}

/** The call that starts work nobody waits for, where the node is one. */
export function startedBy(
  node: TSESTree.Node,
  model: FileModel,
): TSESTree.CallExpression | undefined {
  if (node.type !== 'CallExpression' || model.locks.at(node)) return undefined;
  const isAlone = wrapped(node).parent?.type === 'ExpressionStatement';
  return isAlone && isPromise(node, model) ? node : undefined;
}

/** Taking a lock, or running under one, without waiting for it. */
function findFloatingUse(use: LockUse, { strict }: Scope): FloatingWork | undefined {
  const { lock, node, operation } = use;
  if (wrapped(node).parent?.type !== 'ExpressionStatement') return undefined;
  if (lock.evidence === 'shape' || lock.library.isQueue) return undefined;
  if (operation.kind === 'acquire') {
    const isPromised = !operation.tries && !/Sync$/.test(methodOf(node));
    return isPromised ? { kind: 'acquire', use, call: node } : undefined;
  }
  if (operation.kind !== 'exclusive') return undefined;
  return strict || enclosingFunction(node)?.async
    ? { kind: 'section', use, call: node }
    : undefined;
}

function methodOf({ callee }: TSESTree.CallExpression): string {
  const isMember = callee.type === 'MemberExpression' && callee.property.type === 'Identifier';
  return isMember ? (callee.property as TSESTree.Identifier).name : '';
}
