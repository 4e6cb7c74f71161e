import type { TSESTree } from '@typescript-eslint/utils';

import type { Step } from '../../flow/graph.js';
import { ancestors } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';

/** What is taken to fail: a promise that is awaited, or any call of code out of sight too. */
export type Failures = 'awaits' | 'calls';

/** Whether the step may throw, as far as code is written with failures in mind. */
export function mayThrow(step: Step, failures: Failures): boolean {
  if (step.kind === 'suspend') return mayReject(step.node);
  if (failures === 'awaits' || step.kind !== 'evaluate') return false;
  const { node } = step;
  return node.type === 'CallExpression' && !isHarmless(node) && !isInFinally(node);
}

/** What cleans up is written so that it does not fail. */
function isInFinally(node: TSESTree.Node): boolean {
  let inner = node;
  for (const outer of ancestors(node)) {
    if (isFunction(outer)) return false;
    if (outer.type === 'TryStatement' && outer.finalizer === inner) return true;
    inner = outer;
  }
  return false;
}

function mayReject(node: TSESTree.Node): boolean {
  if (node.type !== 'AwaitExpression') return node.type !== 'VariableDeclaration';
  const awaited = unwrap(node.argument);
  if (awaited.type === 'NewExpression') return !/setTimeout|setImmediate/.test(textIn(awaited));
  if (awaited.type !== 'CallExpression') return true;
  const { callee } = awaited;
  const name = callee.type === 'MemberExpression' ? staticName(callee) : memberPath(callee)?.at(-1);
  return name === undefined || !NEVER_REJECTS.test(name);
}

const NEVER_REJECTS = /^(catch|allSettled|sleep|delay|wait|pause|timeout|setTimeout|setImmediate)$/;

/** The names called inside a promise that is made in place. */
function textIn({ arguments: args }: TSESTree.NewExpression): string {
  const [executor] = args;
  if (executor?.type !== 'ArrowFunctionExpression') return '';
  const body =
    executor.body.type === 'BlockStatement' ? executor.body.body : [{ expression: executor.body }];
  return body
    .map((part) =>
      'expression' in part && typeof part.expression === 'object' ? part.expression : undefined,
    )
    .map((node) => (node?.type === 'CallExpression' ? memberPath(node.callee)?.join('.') : ''))
    .join();
}

/** Functions of the language and of logging, which throw only where the program is broken anyway. */
function isHarmless({ callee }: TSESTree.CallExpression): boolean {
  const path = memberPath(callee) ?? [];
  const method = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  const [root = ''] = path[0] === 'this' ? path.slice(1) : path;
  return HARMLESS.test(root) || (method !== undefined && HARMLESS_METHODS.test(method));
}

const HARMLESS =
  /^(console|\w*log(ger)?|log[A-Z]\w*|debug|Math|Date|Number|String|Boolean|Array|Object|Promise|performance|process|(set|clear)(Timeout|Interval|Immediate)|resolve|reject|next|done|cb|callback|isNaN|parseInt|parseFloat)$/i;

const HARMLESS_METHODS =
  /^(push|pop|shift|unshift|get|set|has|delete|add|clear|keys|values|entries|includes|indexOf|slice|splice|concat|join|toString|toLowerCase|toUpperCase|trim|split|startsWith|endsWith|replace|emit|info|warn|error|debug|trace|verbose|unref|abort)$/;
