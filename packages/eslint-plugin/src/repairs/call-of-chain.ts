import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { staticName, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';

/** The last call of a chain that has one of the names. */
export function callOfChain(
  chain: TSESTree.Node,
  names: readonly string[],
  source: Readonly<TSESLint.SourceCode>,
): TSESTree.Node | undefined {
  return [...walk(source, chain)].find((node) => {
    const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
    return callee?.type === 'MemberExpression' && names.includes(staticName(callee) ?? '');
  });
}
