import type { TSESTree } from '@typescript-eslint/utils';

/** The decorators of a class or a member; a parser of plain JavaScript gives no list of them. */
export function decoratorsOf(
  node: object & { readonly decorators?: readonly TSESTree.Decorator[] },
): readonly TSESTree.Decorator[] {
  return node.decorators ?? [];
}
