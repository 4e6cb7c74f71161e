import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../effects/access.js';
import { memberPath } from '../syntax/member-path.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { conditionOf } from './sought-columns.js';

/**
 * Whether the look would not find what is created: a column is asked for by constants, and the new
 * row has another one. Who comes second passes then, whether the first is done or not.
 */
export function findsOthers({ call }: Read, { fields }: Write): boolean {
  const condition = call && conditionOf(call);
  return (condition?.properties ?? []).some((property) => {
    if (property.type !== 'Property') return false;
    const wanted = constantsIn(property.value);
    const field = fields.find(({ path }) => path === staticName(property));
    const given = field?.node.type === 'Property' ? constantOf(field.node.value) : undefined;
    return (
      given !== undefined &&
      wanted.some((one) => kindOf(one) === kindOf(given)) &&
      !wanted.includes(given)
    );
  });
}

/** `'open'` and `'paid'` of `{ in: ['open', 'paid'] }`; nothing where a part is no constant. */
function constantsIn(node: TSESTree.Node): string[] {
  const inner = unwrap(node);
  if (inner.type === 'ArrayExpression') {
    const all = inner.elements.map((element) => element && constantOf(element));
    return all.every((one) => typeof one === 'string') ? all : [];
  }
  if (inner.type !== 'ObjectExpression') return [constantOf(inner) ?? []].flat();
  const [only] = inner.properties;
  const isOneOf = only?.type === 'Property' && /^(\$?in|equals|\$eq)$/.test(staticName(only) ?? '');
  return isOneOf && inner.properties.length === 1 ? constantsIn(only.value) : [];
}

/** The text of a literal, or of a member of an enumeration: `'open'`, `Status.OPEN`. */
function constantOf(node: TSESTree.Node): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Literal') return JSON.stringify(inner.value);
  const path = memberPath(inner);
  return path && path.length > 1 && /^[A-Z]/.test(path[0] ?? '') ? path.join('.') : undefined;
}

/** What a constant can be compared with: literals of one type, members of one enumeration. */
function kindOf(constant: string): string {
  if (/^[A-Z]/.test(constant)) return constant.split('.').slice(0, -1).join('.');
  return /^"/.test(constant) ? 'text' : 'other';
}
