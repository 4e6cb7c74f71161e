import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, isInside } from '../syntax/enclosing.js';
import { isLoop, unwrap } from '../syntax/node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Whether code that may run after `statement` uses the entity; a member's root stands for it. */
export function isReadAfter(
  entity: TSESTree.Node,
  statement: TSESTree.Node,
  source: SourceCode,
): boolean {
  const root = rootOf(entity);
  if (root?.type !== 'Identifier') return true;
  const variable = variableOf(root, source);
  if (!variable || variable.scope.block.type === 'Program') return true;
  const home = enclosingFunction(statement);
  const loop = loopAround(statement, variable.scope.block);
  return variable.references.some(({ identifier }) => {
    if (isInside(identifier, statement)) return false;
    const isElsewhere = enclosingFunction(identifier) !== home;
    const isLater = identifier.range[0] > statement.range[1];
    return (
      isElsewhere ||
      isLater ||
      (loop !== undefined && isInside(identifier, loop) && isOuter(variable, loop))
    );
  });
}

function isOuter(variable: TSESLint.Scope.Variable, loop: TSESTree.Node): boolean {
  return variable.identifiers.every((identifier) => !isInside(identifier, loop));
}

function rootOf(node: TSESTree.Node): TSESTree.Node | undefined {
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root;
}

function variableOf(
  node: TSESTree.Identifier,
  source: SourceCode,
): TSESLint.Scope.Variable | undefined {
  let scope: TSESLint.Scope.Scope | null | undefined = source.getScope?.(node);
  for (; scope; scope = scope.upper) {
    const variable = scope.set.get(node.name);
    if (variable) return variable;
  }
  return undefined;
}

function loopAround(node: TSESTree.Node, end: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at && at !== end; at = at.parent) if (isLoop(at)) return at;
  return undefined;
}
