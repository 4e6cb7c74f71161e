import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../effects/access.js';
import { unwrap } from '../syntax/node-shapes.js';
import { variableOf } from '../syntax/variables.js';

/** What a write to memory sets, as the source calls it: `client`, `this.busy`, the map of an entry. */
export function targetOf({ node }: Pick<Write, 'node'>): TSESTree.Node {
  if (node.type === 'AssignmentExpression') return unwrap(node.left);
  if (node.type === 'UpdateExpression') return unwrap(node.argument);
  const isMethod = node.type === 'CallExpression' && node.callee.type === 'MemberExpression';
  return isMethod ? unwrap((node.callee as TSESTree.MemberExpression).object) : node;
}

/** The expression that made the value that is written, without the `await` around it. */
export function givenValue(
  { node }: Pick<Write, 'node'>,
  source: Readonly<TSESLint.SourceCode>,
): TSESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return madeBy(node.right, source);
  if (node.type !== 'CallExpression') return undefined;
  const [, value] = node.arguments;
  return value && madeBy(value, source);
}

/** Through a variable to what it was last given before. */
function madeBy(node: TSESTree.Node, source: Readonly<TSESLint.SourceCode>): TSESTree.Node {
  const inner = withoutAwait(node);
  const variable = inner.type === 'Identifier' ? variableOf(source, inner) : undefined;
  const given = variable?.references.flatMap(({ identifier, writeExpr }) => {
    return writeExpr && identifier.range[0] < inner.range[0] ? [writeExpr] : [];
  });
  const last = given?.at(-1);
  return last ? withoutAwait(last) : inner;
}

function withoutAwait(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  return inner.type === 'AwaitExpression' ? withoutAwait(inner.argument) : inner;
}
