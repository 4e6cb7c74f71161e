import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { ancestors, isInside } from '../../syntax/enclosing.js';
import { isFunction, isLoop } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Whether the statements mean the same in an async arrow function: no `yield`, no jump out, no
 * declaration that is hoisted or disposed at the end of the block. `this`, `super`, `arguments`
 * and `new.target` are those of the function around.
 */
export function isMovable(statements: readonly TSESTree.Statement[], source: SourceCode): boolean {
  return statements.every((statement) => {
    if (/^(Function|Class|TSEnum|TSModule)\w*Declaration$/.test(statement.type)) return false;
    if (statement.type === 'VariableDeclaration' && statement.kind.endsWith('using')) return false;
    return [...walk(source, statement, isFunction)].every((node) => {
      if (node.type === 'YieldExpression') return false;
      const isJump = node.type === 'BreakStatement' || node.type === 'ContinueStatement';
      return !isJump || staysInside(node, statements);
    });
  });
}

function staysInside(
  jump: TSESTree.BreakStatement | TSESTree.ContinueStatement,
  statements: readonly TSESTree.Statement[],
): boolean {
  for (const outer of ancestors(jump)) {
    if (!isTarget(outer, jump)) continue;
    return statements.some((statement) => isInside(outer, statement));
  }
  return false;
}

function isTarget(
  outer: TSESTree.Node,
  { type, label }: TSESTree.BreakStatement | TSESTree.ContinueStatement,
): boolean {
  if (label) return outer.type === 'LabeledStatement' && outer.label.name === label.name;
  return isLoop(outer) || (outer.type === 'SwitchStatement' && type === 'BreakStatement');
}
