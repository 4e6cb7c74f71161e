import type { TSESTree } from '@typescript-eslint/utils';

import type { FloatingWork } from '../../analyses/locks/floating-work.js';
import { insertBefore } from '../../syntax/edit.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { isFunction, staticName } from '../../syntax/node-shapes.js';
import type { Repair } from '../repair.js';

/** Waits for what was started: by `await`, or by `return` at the end of a callback. */
export function waitFor({ call, kind }: FloatingWork): Repair[] {
  // What `forEach` starts cannot be waited for, and the guard of a lock has to be kept.
  if (kind === 'acquire' || isForEach(call)) return [];
  const fn = enclosingFunction(call);
  const statement = call.parent;
  if (statement?.type !== 'ExpressionStatement') return [];
  if (!fn || fn.generator) return [];
  if (fn.async) return [waiting('Wait for it with `await`', [insertBefore(statement, 'await ')])];
  if (isLast(statement, fn.body)) {
    return [waiting('Return its promise', [insertBefore(statement, 'return ')])];
  }
  const isCallback = isFunction(fn) && fn.parent.type === 'CallExpression';
  if (!isCallback) return [];
  const edits = [insertBefore(fn, 'async '), insertBefore(statement, 'await ')];
  return [waiting('Wait for it with `await`', edits)];
}

function waiting(label: string, edits: Repair['edits']): Repair {
  return { kind: 'await', label, edits };
}

function isForEach({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && staticName(callee) === 'forEach';
}

function isLast(statement: TSESTree.Node, body: TSESTree.Node): boolean {
  return body.type === 'BlockStatement' && body.body.at(-1) === statement;
}
