import type { TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import type { RelationIdiom } from '../../effects/idioms.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';

/** Whether the read names the list as related rows, which tells it from a column. */
export function loadsRelation({ call }: Read, path: string, { option }: RelationIdiom): boolean {
  const name = path.split('.').at(-1) ?? '';
  const options = call?.args.flatMap(({ node }) => {
    return node.type === 'ObjectExpression' ? node.properties : [];
  });
  return (options ?? []).some((each) => {
    return each.type === 'Property' && staticName(each) === option && namesRelation(each, name);
  });
}

function namesRelation({ value }: TSESTree.Property, name: string): boolean {
  return namesIn(value).some((each) => each.split('.').at(-1) === name);
}

/** `['roles', 'user.roles']` and `{ user: { roles: true } }` */
function namesIn(node: TSESTree.Node): string[] {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'Literal':
      return typeof inner.value === 'string' ? [inner.value] : [];
    case 'ArrayExpression':
      return inner.elements.flatMap((each) => (each ? namesIn(each) : []));
    case 'LogicalExpression':
      return namesIn(inner.right);
    case 'ObjectExpression':
      return inner.properties.flatMap((each) => {
        if (each.type !== 'Property') return [];
        return [staticName(each) ?? '', ...namesIn(each.value)];
      });
    default:
      return [];
  }
}
