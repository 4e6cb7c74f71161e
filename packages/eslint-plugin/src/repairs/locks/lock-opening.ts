import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingStatement } from '../../syntax/enclosing.js';
import { unwrap } from '../../syntax/node-shapes.js';

/** Where a lock is taken in a block, and the block that runs under it. */
export interface LockOpening {
  readonly statement: TSESTree.Statement;
  /** The body of the callback, or of the `try` behind; nothing for `using`. */
  readonly body: TSESTree.BlockStatement | undefined;
  /** The callback that runs under the lock. */
  readonly callback: TSESTree.ArrowFunctionExpression | undefined;
  /** What is evaluated to take the lock. */
  readonly parts: readonly TSESTree.Node[];
}

/** `await lock.run(key, async () => {…})`, `const g = await lock.acquire(); try {…}`, or `using`. */
export function lockOpening(
  call: TSESTree.CallExpression,
  block: TSESTree.BlockStatement,
): LockOpening | undefined {
  const at = block.body.findIndex((statement) => statement === enclosingStatement(call));
  const [statement, next] = block.body.slice(at);
  if (at === -1 || !statement || !isAlone(call, statement)) return undefined;
  const callback = call.arguments
    .map(unwrap)
    .find((each) => each.type === 'ArrowFunctionExpression');
  const receiver = call.callee.type === 'MemberExpression' ? [call.callee.object] : [call.callee];
  const parts = [...receiver, ...call.arguments.filter((each) => unwrap(each) !== callback)];
  if (callback) {
    const isPlain = callback.async && callback.body.type === 'BlockStatement';
    const isDeclared = statement.type === 'VariableDeclaration';
    return isPlain && !isDeclared
      ? { statement, body: callback.body as TSESTree.BlockStatement, callback, parts }
      : undefined;
  }
  if (isUsing(statement)) return { statement, body: undefined, callback, parts };
  const isTried = next?.type === 'TryStatement' && next.finalizer !== null;
  return isTried ? { statement, body: next.block, callback, parts } : undefined;
}

/** Whether the statement does nothing but wait for the call, and keep or return what it gives. */
function isAlone(call: TSESTree.CallExpression, statement: TSESTree.Statement): boolean {
  const outer = call.parent.type === 'AwaitExpression' ? call.parent : call;
  const { parent } = outer;
  if (parent === statement) return true;
  const isDeclared = parent?.type === 'VariableDeclarator' && parent.parent === statement;
  return isDeclared && parent.parent.declarations.length === 1;
}

function isUsing(statement: TSESTree.Statement): boolean {
  return statement.type === 'VariableDeclaration' && statement.kind.endsWith('using');
}
