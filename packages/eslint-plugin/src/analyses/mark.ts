import type { TSESTree } from '@typescript-eslint/utils';

import type { WrittenField } from '../effects/access.js';
import { initializerOf, type Scopes } from '../effects/scopes.js';
import { lastName, memberPath } from '../syntax/member-path.js';
import { isNothing, unwrap } from '../syntax/node-shapes.js';

/** The expression that gives a field its new value, where one does. */
export function givenTo({ node }: Pick<WrittenField, 'node'>): TSESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return unwrap(node.right);
  return node.type === 'Property' ? unwrap(node.value) : undefined;
}

/** `null`, `undefined`, `''`, `[]`, `{ set: [] }` */
export function isEmptied(value: TSESTree.Node): boolean {
  const inner = unwrap(value);
  if (isNothing(inner)) return true;
  if (inner.type === 'Literal') return inner.value === '';
  if (inner.type === 'ArrayExpression') return inner.elements.length === 0;
  const [only, ...others] = inner.type === 'ObjectExpression' ? inner.properties : [];
  return only?.type === 'Property' && others.length === 0 && isEmptied(only.value);
}

/** Functions that tell the time: the database's, or of a library. */
const NOW =
  /^(now\w*|Date|moment|dayjs|utc|serverTimestamp|getTime|toISOString|valueOf|currentTime\w*)$/i;

/** Whether the value is the same whoever gives it: a constant, nothing, or the time. */
export function isMark(value: TSESTree.Node, scopes: Scopes): boolean {
  const inner = unwrap(value);
  switch (inner.type) {
    case 'Literal':
      return true;
    case 'NewExpression':
    case 'CallExpression':
      return inner.arguments.length === 0 && NOW.test(lastName(inner.callee) ?? '');
    case 'Identifier':
    case 'MemberExpression':
      return isConstantName(inner) || isHeldMark(inner, scopes);
    default:
      return isEmptied(inner);
  }
}

/** `PAID`, `Status.Paid`, `OrderStatus.paid`; and `undefined`. */
export function isConstantName(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (isNothing(inner)) return true;
  const path = memberPath(inner) ?? [];
  const holder = path.at(-2);
  return holder === undefined ? /^[A-Z][A-Z\d_]+$/.test(path[0] ?? '') : /^[A-Z]/.test(holder);
}

function isHeldMark(node: TSESTree.Node, scopes: Scopes): boolean {
  const variable = node.type === 'Identifier' ? scopes.variableOf(node) : undefined;
  const init = variable && initializerOf(variable);
  return init !== undefined && init.type !== 'Identifier' && isMark(init, scopes);
}
