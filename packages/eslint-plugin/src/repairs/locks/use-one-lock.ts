import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { IneffectiveLock } from '../../analyses/ineffective-locks/ineffective-lock.js';
import { keyPrefix } from '../../analyses/ineffective-locks/key-prefix.js';
import { nestingsOf } from '../../analyses/locks/nested-locks.js';
import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { removeStatement, replaceNode, replaceRange, type TextEdit } from '../../syntax/edit.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import type { Repair } from '../repair.js';

/** Makes one lock of two that guard the same data, or one key of two kinds of keys. */
export function useOneLock(found: IneffectiveLock, model: FileModel): Repair[] {
  const { kind, use, other } = found;
  if (kind !== 'otherLock' || !use || !other || areNested(use, other, model)) return [];
  const isSame = use.lock.id === other.lock.id;
  const edits = isSame ? keyEdits(use, other, model) : lockEdits(use, other, model);
  const what = isSame ? 'key' : 'lock';
  return edits ? [{ kind: 'one-lock', label: `Use one ${what} for both`, edits }] : [];
}

/** Whether somebody takes the one while holding the other, who would then wait for themselves. */
function areNested(use: LockUse, other: LockUse, model: FileModel): boolean {
  const ids = new Set([use.lock.id, other.lock.id]);
  return nestingsOf(model).some(
    ({ outer, inner }) => ids.has(outer.lock.id) && ids.has(inner.lock.id),
  );
}

/** The other lock in all places of this one, which is then not needed any more. */
function lockEdits(use: LockUse, other: LockUse, { source }: FileModel): TextEdit[] | undefined {
  const [own, kept] = [use.lock.variable, other.lock.variable];
  const declaration = own && aloneDeclaration(own);
  const isLike = use.lock.library === other.lock.library && !use.key && !other.key;
  if (!own || !kept || !declaration || !isLike || kept.scope.block.type !== 'Program') {
    return undefined;
  }
  const uses = own.references.filter(({ init }) => !init);
  // A lock that another name stands for, or a name that hides the other lock.
  const isPlain = uses.every(({ identifier }) => {
    const isReceiver =
      identifier.parent.type === 'MemberExpression' && identifier.parent.object === identifier;
    const named = { ...identifier, name: kept.name } as TSESTree.Identifier;
    return isReceiver && variableOf(source, named) === kept;
  });
  if (!isPlain) return undefined;
  return [
    ...uses.map(({ identifier }) => replaceNode(identifier, kept.name)),
    removeStatement(source, declaration),
  ];
}

/** The declaration of a variable of the module that nothing else is declared with. */
function aloneDeclaration({
  scope,
  defs,
}: TSESLint.Scope.Variable): TSESTree.VariableDeclaration | undefined {
  const [definition] = defs;
  if (scope.block.type !== 'Program' || definition?.type !== 'Variable') return undefined;
  const { parent } = definition.node;
  return parent.declarations.length === 1 && parent.parent.type === 'Program' ? parent : undefined;
}

/** `'read:' + id` in place of `'write:' + id`, wherever the lock is taken with such a key. */
function keyEdits(use: LockUse, other: LockUse, { locks }: FileModel): TextEdit[] | undefined {
  const [own, wanted] = [use.key, other.key].map((key) => key && keyPrefix(key));
  if (!own || !wanted || /['"`\\$]/.test(wanted)) return undefined;
  const keys = [...locks.all].flatMap(({ lock, key }) => {
    return key && lock.id === use.lock.id && keyPrefix(key) === own ? [key] : [];
  });
  return keys.map((key) => prefixEdit(key, own, wanted));
}

function prefixEdit(key: TSESTree.Node, own: string, wanted: string): TextEdit {
  const node = unwrap(key);
  if (node.type === 'BinaryExpression') return prefixEdit(node.left, own, wanted);
  const start = node.range[0] + 1;
  return replaceRange(start, start + own.length, wanted);
}
