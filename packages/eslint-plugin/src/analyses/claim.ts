import type { TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../effects/access.js';
import { lastName } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';

/** What gives a mark its value, besides constants: the time, or a name that nobody else has. */
const MAKING_MARKS = /^(now|Date|randomUUID|uuid|uuidv4|v4|nanoid|ulid)$/;

/** What a constant is called, wherever it was written. */
const LITERAL = /^(true|false|\d+|"[^"]*")$/;

/** Whether the write leaves a mark that says "taken": a constant, the time, a new id. */
export function isClaim({ kind, fields: [field] }: Write): boolean {
  if (kind !== 'put' || field === undefined) return false;
  return LITERAL.test(field.value.symbol ?? '') || isMark(unwrap(field.node));
}

function isMark(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return node.expressions.every((part) => isMark(unwrap(part)));
    case 'LogicalExpression':
      return isMark(unwrap(node.right));
    case 'Identifier':
      return false;
    case 'NewExpression':
      return MAKING_MARKS.test(lastName(node.callee) ?? '') && node.arguments.length === 0;
    case 'CallExpression':
      return isMarkMaker(node);
    default:
      return false;
  }
}

/** `Date.now()`, `String(Date.now())`, `new Date().toISOString()` */
function isMarkMaker({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const inner = unwrap(callee);
  const object = inner.type === 'MemberExpression' ? unwrap(inner.object) : undefined;
  if (args.length === 0 && object && object.type !== 'Identifier' && isMark(object)) return true;
  if (/^(String|Number|stringify)$/.test(lastName(inner) ?? '')) {
    return args.length === 1 && args.every((part) => isMark(unwrap(part)));
  }
  return args.length === 0 && MAKING_MARKS.test(lastName(inner) ?? '');
}
