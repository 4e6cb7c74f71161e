import type { TSESTree } from '@typescript-eslint/utils';

/** Whether the `if` does nothing but the statement. */
export function isSoleStatement(outer: TSESTree.Statement, statement: TSESTree.Statement): boolean {
  if (outer.type !== 'IfStatement' || outer.alternate) return false;
  const { consequent } = outer;
  if (consequent === statement) return true;
  return (
    consequent.type === 'BlockStatement' &&
    consequent.body.length === 1 &&
    consequent.body[0] === statement
  );
}
