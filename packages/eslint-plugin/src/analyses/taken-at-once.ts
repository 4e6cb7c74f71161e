import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact } from '../effects/access.js';
import { ancestors } from '../syntax/enclosing.js';
import { isFunction } from '../syntax/node-shapes.js';

/** Whether what is tested is the place's own value, and not what an awaited call made of it. */
export function isTakenAtOnce(node: TSESTree.Node, { test }: Fact): boolean {
  for (const outer of ancestors(node)) {
    if (outer.type === 'AwaitExpression') return false;
    if (outer === test || isFunction(outer) || /Statement$|Declarator$/.test(outer.type)) break;
  }
  return true;
}
