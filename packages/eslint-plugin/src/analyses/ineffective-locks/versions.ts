import type { TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../../effects/access.js';
import type { FileModel } from '../../effects/model.js';
import { wrapped } from '../../syntax/node-shapes.js';
import { isVersionColumn } from '../guarded.js';
import { relevantWrites, type Scope } from '../relevant-writes.js';
import type { IneffectiveLock } from './ineffective-lock.js';

/** Updates that test a version, where nobody looks whether a row was changed. */
export function findIgnoredVersions(model: FileModel, scope: Scope): IneffectiveLock[] {
  const found = new Map<TSESTree.Node, IneffectiveLock>();
  for (const write of relevantWrites(model, scope)) {
    const column = write.kind === 'update' ? versionIn(write) : undefined;
    if (column === undefined || throwsOnConflict(write) || !isDropped(write.node)) continue;
    found.set(write.node, { kind: 'versionIgnored', node: write.node, name: column });
  }
  return [...found.values()];
}

/** The version that is compared; one that the write leaves as it is guards no later write. */
function versionIn({ resource, fields }: Write): string | undefined {
  const columns = resource.columns ?? [];
  const isCounted = fields.some(({ path }) => isVersionColumn(path));
  return columns.length > 1 && isCounted ? columns.find(isVersionColumn) : undefined;
}

function throwsOnConflict({ operation }: Write): boolean {
  return operation?.kind === 'update' && operation.missing === 'throws';
}

/** Whether the result is waited for and thrown away. */
function isDropped(node: TSESTree.Node): boolean {
  const { parent } = wrapped(node);
  const outer = parent?.type === 'AwaitExpression' ? wrapped(parent).parent : parent;
  return outer?.type === 'ExpressionStatement';
}
