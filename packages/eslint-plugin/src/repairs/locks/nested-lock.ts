import type { TSESTree } from '@typescript-eslint/utils';

import type { NestedLock } from '../../analyses/locks/nested-locks.js';
import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { replaceNode, type TextEdit } from '../../syntax/edit.js';
import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';
import type { Repair } from '../repair.js';
import { dropInnerLock } from './drop-inner-lock.js';
import { unlockedVariant } from './unlocked-variant.js';

/** The repairs of a lock that is taken while it, or one that waits for it, is held. */
export function repairsOfNestedLock(found: NestedLock, model: FileModel): Repair[] {
  if (found.kind === 'again') {
    const isDirect = found.at === found.inner.node;
    const edits = isDirect ? dropInnerLock(found.inner, model) : unlockedVariant(found, model);
    const label = isDirect ? 'Take it once: run this as it is' : 'Call it without its lock';
    return edits ? [{ kind: 'unlocked', label, edits }] : [];
  }
  const edits = found.kind === 'keys' ? bothKeys(found, model) : swapped(found, model);
  const label =
    found.kind === 'keys' ? 'Take both keys at once, in one order' : 'Take them in the other order';
  return edits ? [{ kind: 'order', label, edits }] : [];
}

/** `other.run(() => mutex.run(work))` becomes `mutex.run(() => other.run(work))`. */
function swapped({ outer, inner, at }: NestedLock, { source }: FileModel): TextEdit[] | undefined {
  if (at !== inner.node || !isWhole(outer, inner.node)) return undefined;
  const isBare = [outer, inner].every(({ node }) => node.arguments.length === 1);
  if (!isBare) return undefined;
  const [one, two] = [outer.node.callee, inner.node.callee];
  return [replaceNode(one, source.getText(two)), replaceNode(two, source.getText(one))];
}

/** `locks.run(a, () => locks.run(b, work))` becomes `locks.runAll([a, b], work)`. */
function bothKeys({ outer, inner }: NestedLock, { source }: FileModel): TextEdit[] | undefined {
  const { callee } = outer.node;
  if (callee.type !== 'MemberExpression' || !isWhole(outer, inner.node)) return undefined;
  const many = outer.lock.library.manyKeys?.[staticName(callee) ?? ''];
  const isBare = [outer, inner].every(({ node }) => node.arguments.length === 2);
  if (
    many === undefined ||
    !isBare ||
    !outer.key ||
    !outer.callback ||
    !inner.key ||
    !inner.callback
  )
    return undefined;
  const text = (node: TSESTree.Node): string => source.getText(node);
  return [
    replaceNode(
      outer.node,
      `${text(callee.object)}.${many}([${text(outer.key)}, ${text(inner.key)}], ${text(inner.callback)})`,
    ),
  ];
}

/** Whether what runs under the outer lock is nothing but the inner call. */
function isWhole({ callback, kind }: LockUse, call: TSESTree.Node): boolean {
  const fn = callback && unwrap(callback);
  if (kind !== 'exclusive' || !fn || !isFunction(fn) || fn.params.length > 0) return false;
  if (fn.body.type !== 'BlockStatement') return unwrap(withoutAwait(fn.body)) === call;
  const [only] = fn.body.body;
  const given =
    only?.type === 'ReturnStatement'
      ? only.argument
      : only?.type === 'ExpressionStatement'
        ? only.expression
        : undefined;
  return fn.body.body.length === 1 && !!given && unwrap(withoutAwait(given)) === call;
}

function withoutAwait(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  return inner.type === 'AwaitExpression' ? inner.argument : inner;
}
