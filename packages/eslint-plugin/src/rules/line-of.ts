import type { TSESTree } from '@typescript-eslint/utils';

/** The line on which a node begins, as editors count. */
export function lineOf(node: TSESTree.Node): number {
  return node.loc.start.line;
}
