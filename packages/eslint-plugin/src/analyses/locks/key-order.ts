import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { ancestors } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { isFunction, unwrap, type FunctionNode } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { keyPrefix } from '../ineffective-locks/key-prefix.js';
import type { Scope } from '../relevant-writes.js';

/** What callers give in either order: `transfer(from, to)` and `transfer(to, from)`. */
const SIDES =
  /^(from|to|source|target|src|dest|dst|origin|destination|sender|receiver|recipient|payer|payee|giver|taker|left|right|first|second|a|b|x|y)(_?(id|key|account|user|row|wallet))?s?\d?$/i;

/** Whether one caller may give the two keys in this order and another in the other one. */
export function isOpenOrder(
  { lock, key: outer }: LockUse,
  { lock: other, key: inner }: LockUse,
  { source }: FileModel,
  { strict }: Scope,
): boolean {
  if (lock.id !== other.id || !outer || !inner || keyPrefix(outer) !== keyPrefix(inner))
    return false;
  const names = [outer, inner].map((key) => nameIn(key));
  const [one, two] = names;
  if (one === undefined || two === undefined || one === two) return false;
  if (!strict && !names.every((name) => name !== undefined && SIDES.test(name))) return false;
  const fn = [...ancestors(inner)].find((outerNode): outerNode is FunctionNode => {
    return isFunction(outerNode) && [one, two].every((name) => isParameter(outerNode, name));
  });
  return fn !== undefined && ![...walk(source, fn.body)].some(ordersThem);
}

/** `id` of `id`, `String(id)` and `` `user:${id}` ``. */
function nameIn(key: TSESTree.Node): string | undefined {
  const node = unwrap(key);
  if (node.type === 'Identifier') return node.name;
  const parts =
    node.type === 'TemplateLiteral'
      ? node.expressions
      : node.type === 'CallExpression' && lastName(node.callee) === 'String'
        ? node.arguments
        : node.type === 'BinaryExpression' && node.operator === '+'
          ? [node.right]
          : [];
  const [only] = parts;
  return parts.length === 1 && only ? nameIn(only) : undefined;
}

function isParameter({ params }: FunctionNode, name: string): boolean {
  return params.some((param) => param.type === 'Identifier' && param.name === name);
}

/** Whether the function looks which of two comes first. */
function ordersThem(node: TSESTree.Node): boolean {
  if (node.type === 'BinaryExpression') return /^[<>]=?$/.test(node.operator);
  if (node.type !== 'CallExpression') return false;
  return /^(sort|toSorted|localeCompare|min|max|compare)$/.test(lastName(node.callee) ?? '');
}
