import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../effects/access.js';
import { staticName } from '../syntax/node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Whether the condition of the read names an `id`, so that the entity has one. */
export function isFoundById({ call, operation }: Read, source: SourceCode): boolean {
  // Also of a finder of the code's own: `load(Account, id)`.
  if (call?.args.some(({ node }) => isNamedId(node))) return true;
  const selector = operation?.kind === 'read' ? operation.key : undefined;
  const condition = selector && partOf(call?.args[selector.arg]?.node, selector.path);
  if (condition?.type !== 'ObjectExpression')
    return condition !== undefined && isNamedId(condition);
  const names = condition.properties.map((each) => {
    return each.type === 'Property' ? staticName(each) : source.getText(each);
  });
  return names.includes('id');
}

function isNamedId(node: TSESTree.Node): boolean {
  return node.type === 'Identifier' && node.name === 'id';
}

/** The value at a dotted path of an object literal. */
function partOf(node: TSESTree.Node | undefined, path = ''): TSESTree.Node | undefined {
  if (path === '' || node?.type !== 'ObjectExpression') return path === '' ? node : undefined;
  const [name, ...rest] = path.split('.');
  const property = node.properties.find((each) => {
    return each.type === 'Property' && staticName(each) === name;
  });
  return property?.type === 'Property' ? partOf(property.value, rest.join('.')) : undefined;
}
