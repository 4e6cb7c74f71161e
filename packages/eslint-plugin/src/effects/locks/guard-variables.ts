import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, staticName, wrapped } from '../../syntax/node-shapes.js';
import type { Scopes } from '../scopes.js';
import type { Variable } from '../state.js';

/** The variables that hold what a call that takes a lock gives, directly or in a part of it. */
export function guardVariables(call: TSESTree.CallExpression, scopes: Scopes): Variable[] {
  const binding = bindingOf(call);
  const names = binding ? namesIn(binding) : [];
  return names.flatMap((name) => scopes.variableOf(name) ?? []);
}

function bindingOf(call: TSESTree.CallExpression): TSESTree.Node | undefined {
  let outer = wrapped(call);
  if (outer.parent?.type === 'AwaitExpression') outer = wrapped(outer.parent);
  const { parent } = outer;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id;
    case 'AssignmentExpression':
      return parent.left;
    case 'MemberExpression':
      return parent.object === outer ? continuationParameter(parent) : undefined;
    default:
      return undefined;
  }
}

/** `release` of `mutex.acquire().then((release) => …)`. */
function continuationParameter(member: TSESTree.MemberExpression): TSESTree.Node | undefined {
  const call = member.parent;
  if (call.type !== 'CallExpression' || staticName(member) !== 'then') return undefined;
  const [fn] = call.arguments;
  return isFunction(fn) ? fn.params[0] : undefined;
}

function namesIn(pattern: TSESTree.Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => {
        return property.type === 'Property' ? namesIn(property.value) : [];
      });
    default:
      return [];
  }
}
