import type { TSESTree } from '@typescript-eslint/utils';

import { unwrap } from '../../syntax/node-shapes.js';

/** The text that a key begins with: `order:` of `` `order:${id}` ``. */
export function keyPrefix(key: TSESTree.Node): string {
  const node = unwrap(key);
  if (node.type === 'Literal') return String(node.value);
  if (node.type === 'TemplateLiteral') return node.quasis[0]?.value.raw ?? '';
  return node.type === 'BinaryExpression' ? keyPrefix(node.left) : '';
}
