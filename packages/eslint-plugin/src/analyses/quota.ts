import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact, Read, Write } from '../effects/access.js';
import type { Derivation } from '../effects/value.js';
import { unwrap } from '../syntax/node-shapes.js';
import { isOrder } from './questions.js';

/** Whether rows were counted against a limit, and the write adds one. */
export function isQuota({ read, path }: Derivation, { test }: Fact, write: Write): boolean {
  const inner = unwrap(test);
  if (write.kind !== 'create' || inner.type !== 'BinaryExpression') return false;
  if (!isOrder(inner) || [inner.left, inner.right].some(isSmall)) return false;
  return isCount(read, path) && isOfModel(read, write);
}

/** `count > 0` asks whether there is any: that is another rule's. */
function isSmall(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && (node.value === 0 || node.value === 1);
}

/** Whether the path of what was read is the number of rows. */
function isCount({ operation, statement }: Read, path: string): boolean {
  if (statement) {
    return statement.aggregates.some(({ name, columns }) => name === path && columns.length === 0);
  }
  const isMany =
    operation?.kind === 'read' && (operation.gives === 'value' || operation.gives === 'entities');
  return isMany && /^(count|length)?$/.test(path);
}

function isOfModel({ resource }: Read, write: Write): boolean {
  return resource.model !== undefined && resource.model === write.resource.model;
}
