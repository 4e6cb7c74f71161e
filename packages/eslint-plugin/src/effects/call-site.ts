import type { TSESTree } from '@typescript-eslint/utils';

import { unwrap } from '../syntax/node-shapes.js';
import type { Value } from './value.js';

/** A call with the values of its parts. */
export interface CallSite {
  readonly node:
    TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression;
  /** `save` of `user.save()`; `undefined` when the callee is no named member. */
  readonly method: string | undefined;
  readonly receiver: Value | undefined;
  readonly receiverNode: TSESTree.Expression | undefined;
  readonly callee: Value;
  readonly args: readonly Argument[];
  /** The chain that the call is the outermost of, where an operation of a builder matched it. */
  readonly chain?: BuiltChain | undefined;
}

/** A chain of calls with the values of their arguments. */
export interface BuiltChain {
  readonly root: Argument;
  readonly calls: readonly BuiltCall[];
}

export interface BuiltCall {
  readonly name: string;
  readonly args: readonly Argument[];
}

export interface Argument {
  readonly node: TSESTree.Node;
  readonly value: Value;
}

/** `readFile` of `readFile(path)`. */
export function functionOf({ node }: Pick<CallSite, 'node'>): string {
  const callee = node.type === 'TaggedTemplateExpression' ? node.tag : unwrap(node.callee);
  return callee.type === 'Identifier' ? callee.name : '';
}
