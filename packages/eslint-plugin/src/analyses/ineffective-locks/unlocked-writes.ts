import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { FileModel } from '../../effects/model.js';
import { enclosingClass, enclosingFunction } from '../../syntax/enclosing.js';
import { functionName } from '../../syntax/function-name.js';
import { lastName } from '../../syntax/member-path.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import { nodesOfType, walk } from '../../syntax/walk.js';
import { sectionsOf } from '../locks/section.js';
import { targetOf } from '../memory-target.js';
import type { Scope } from '../relevant-writes.js';
import { guardedUpdates } from './guarded-updates.js';
import type { IneffectiveLock } from './ineffective-lock.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Change = TSESTree.AssignmentExpression | TSESTree.UpdateExpression;

/**
 * Changes of memory in one step that do not take the lock under which another function reads it,
 * waits, and writes it: what they change in between is overwritten. Strict counts a new value too.
 */
export function findUnlockedWrites(model: FileModel, scope: Scope): IneffectiveLock[] {
  const updates = guardedUpdates(model, scope).filter(({ race }) => race.write.kind === 'memory');
  if (updates.length === 0) return [];
  const { source } = model;
  const changes = [
    ...nodesOfType(source, 'UpdateExpression'),
    ...nodesOfType(source, 'AssignmentExpression').filter((node) => isStep(node, scope, source)),
  ].filter((change) => mayRunUnlocked(change, model));
  return changes.flatMap((node): IneffectiveLock[] => {
    const update = updates.find(({ race }) =>
      isSamePlace(placeOf(node), targetOf(race.write), source),
    );
    if (!update) return [];
    const { use } = update.guard.lock;
    return [
      { kind: 'notTaken', node, name: use.lock.name, other: use, written: update.race.write.node },
    ];
  });
}

function placeOf(node: Change): TSESTree.Node {
  return unwrap(node.type === 'UpdateExpression' ? node.argument : node.left);
}

/** Whether the place is changed from its own value, at once. */
function isStep(
  node: TSESTree.AssignmentExpression,
  { strict }: Scope,
  source: SourceCode,
): boolean {
  const parts = [...walk(source, node.right)];
  if (parts.some(({ type }) => type === 'AwaitExpression')) return false;
  const own = source.getText(node.left);
  return (
    strict === true || node.operator !== '=' || parts.some((part) => source.getText(part) === own)
  );
}

/** Whether the change is in a function that no section of a lock holds or calls. */
function mayRunUnlocked(change: Change, model: FileModel): boolean {
  const fn = enclosingFunction(change);
  const name = fn && functionName(fn);
  if (!fn || name === 'constructor') return false;
  return !sectionsOf(model).some(({ nodes }) => {
    return nodes.some((node) => {
      const isCall = node.type === 'CallExpression' && name !== undefined;
      return node === change || (isCall && lastName(node.callee) === name);
    });
  });
}

function isSamePlace(one: TSESTree.Node, two: TSESTree.Node, source: SourceCode): boolean {
  if (source.getText(one) !== source.getText(two)) return false;
  if (one.type === 'Identifier' && two.type === 'Identifier') {
    return variableOf(source, one) === variableOf(source, two);
  }
  return enclosingClass(one) === enclosingClass(two);
}
