import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingFunction, enclosingStatement } from '../../syntax/enclosing.js';
import { isFunction, unwrap, wrapped } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import { returnsIn } from '../keyed-lock/lock-region.js';

/** Runs a callback in place of taking a lock for it that is held already. */
export function dropInnerLock(
  { node, callback, kind }: LockUse,
  { source }: FileModel,
): TextEdit[] | undefined {
  const fn = callback && unwrap(callback);
  if (kind !== 'exclusive' || !fn) return undefined;
  if (fn.type === 'Identifier') {
    return takesNothing(fn, source) ? [replaceNode(node, `${fn.name}()`)] : undefined;
  }
  if (fn.type !== 'ArrowFunctionExpression' || fn.params.length > 0) return undefined;
  if (fn.body.type === 'BlockStatement') return inBlock(node, fn.body, source);
  const text = source.getText(fn.body);
  const isCall = /^(CallExpression|MemberExpression|Identifier)$/.test(fn.body.type);
  return [replaceNode(node, isCall ? text : `(${text})`)];
}

/** Whether a function that is given by its name is known to have no parameter. */
export function takesNothing(name: TSESTree.Identifier, source: FileModel['source']): boolean {
  const definition = variableOf(source, name)?.defs[0]?.node;
  const init = definition?.type === 'VariableDeclarator' ? definition.init : definition;
  const isDeclared = isFunction(init) || init?.type === 'TSDeclareFunction';
  return isDeclared && init.params.length === 0;
}

/** `await lock.run(async () => {…});` becomes `{…}`, and with `return` its body is the function's. */
function inBlock(
  call: TSESTree.CallExpression,
  body: TSESTree.BlockStatement,
  source: FileModel['source'],
): TextEdit[] | undefined {
  const statement = enclosingStatement(call);
  const { parent } = wrapped(call);
  const outer = parent?.type === 'AwaitExpression' ? wrapped(parent).parent : parent;
  if (outer !== statement || !enclosingFunction(call)?.async) return undefined;
  const isReturned = statement.type === 'ReturnStatement';
  const isPlain = statement.type === 'ExpressionStatement' && returnsIn(body, source).length === 0;
  return isReturned || isPlain ? [replaceNode(statement, source.getText(body))] : undefined;
}
