import type { TSESTree } from '@typescript-eslint/utils';

import { ancestors } from '../../syntax/enclosing.js';
import { isFunction } from '../../syntax/node-shapes.js';

/** Whether the function goes on, or ends, only after what the call started is done. */
export function isWaitedFor(call: TSESTree.Node): boolean {
  for (const outer of ancestors(call)) {
    if (outer.type === 'AwaitExpression' || outer.type === 'ReturnStatement') return true;
    if (isFunction(outer)) return outer.body.type !== 'BlockStatement';
    if (outer.type.endsWith('Statement') || outer.type === 'VariableDeclaration') return false;
  }
  return false;
}
