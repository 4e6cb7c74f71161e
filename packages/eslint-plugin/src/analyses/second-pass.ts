import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact, WrittenField } from '../effects/access.js';
import { lastName } from '../syntax/member-path.js';
import { isNothing, unwrap } from '../syntax/node-shapes.js';

/** Fields that say that a row is no more. */
const GONE = /^(is_?)?(deleted|removed|archived|trashed)(_?(at|on|by|date))?$/i;

/**
 * Whether who comes second passes the test still, or does what was done: a hash that must be there is
 * set to another, what was cleared is cleared again, what was deleted is marked as deleted again.
 */
export function leavesOpen({ test, outcome }: Fact, { node, path }: WrittenField): boolean {
  if (GONE.test(path)) return true;
  const inner = unwrap(test);
  if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return false;
  const value = givenTo(node);
  if (outcome === 'truthy') return value !== undefined && (isSomething(value) || isNothing(value));
  return value?.type === 'Literal' && !value.value;
}

function givenTo(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return unwrap(node.right);
  return node.type === 'Property' ? unwrap(node.value) : undefined;
}

function isSomething(node: TSESTree.Node): boolean {
  if (node.type === 'AwaitExpression') return isSomething(unwrap(node.argument));
  if (node.type === 'Literal') return Boolean(node.value);
  return /^(Call|New|Object|Array)Expression$|^TemplateLiteral$/.test(node.type);
}

/** `if (slug !== undefined && slug !== row.slug) throw …`: the field is given the value that it has. */
export function isSameValue({ test, outcome }: Fact, { path }: WrittenField): boolean {
  if (outcome !== 'falsy') return false;
  return comparisonsIn(test).some(({ operator, left, right }) => {
    const isVariable = [left, right].every((side) => {
      return /^(Identifier|MemberExpression)$/.test(unwrap(side).type);
    });
    return (
      isVariable && /^!==?$/.test(operator) && lastName(left) === path && lastName(right) === path
    );
  });
}

function comparisonsIn(test: TSESTree.Node): readonly TSESTree.BinaryExpression[] {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression') return [inner.left, inner.right].flatMap(comparisonsIn);
  return inner.type === 'BinaryExpression' ? [inner] : [];
}
