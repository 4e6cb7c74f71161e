import type { TSESTree } from '@typescript-eslint/utils';

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
}

export interface Argument {
  readonly node: TSESTree.Node;
  readonly value: Value;
}
