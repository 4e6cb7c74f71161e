import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact } from '../effects/access.js';
import { ancestors } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { isFunction } from '../syntax/node-shapes.js';

/** Whether what is tested is the place's own value, and not what a call that is waited for made of it. */
export function isTakenAtOnce(node: TSESTree.Node, { test }: Fact): boolean {
  for (const outer of ancestors(node)) {
    if (outer.type === 'AwaitExpression' || isAnswered(outer)) return false;
    if (outer === test || isFunction(outer) || /Statement$|Declarator$/.test(outer.type)) break;
  }
  return true;
}

/** Calls that answer yes or no, mostly some time later. */
const JUDGING = /compare|verify|match|validate/i;

/** `return compare(password, user.hash)`: who calls the function waits for the answer. */
function isAnswered(call: TSESTree.Node): boolean {
  const isReturned = call.type === 'CallExpression' && call.parent.type === 'ReturnStatement';
  return isReturned && JUDGING.test(lastName(call.callee) ?? '');
}
