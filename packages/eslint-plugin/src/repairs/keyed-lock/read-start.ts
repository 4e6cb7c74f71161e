import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { functionName } from '../../syntax/function-name.js';
import { lastName, memberPath } from '../../syntax/member-path.js';
import { walk } from '../../syntax/walk.js';
import { keyAmong, lockKeyOf } from './lock-key.js';

/** Where the function of a write reads, and what names the row there. */
export interface ReadStart {
  readonly node: TSESTree.Node;
  readonly key: TSESTree.Node | undefined;
}

/** The read, or the only call before the write of the function of this file that reads. */
export function startOf(
  read: Read,
  write: TSESTree.Node,
  source: Readonly<TSESLint.SourceCode>,
): ReadStart | undefined {
  const [reader, writer] = [enclosingFunction(read.node), enclosingFunction(write)];
  if (reader === writer) return { node: read.node, key: lockKeyOf(read, source) };
  const name = reader && functionName(reader);
  if (name === undefined || !writer) return undefined;
  const calls = [...walk(source, writer.body)].filter((node) => {
    return node.type === 'CallExpression' && isOwn(node.callee) && lastName(node.callee) === name;
  });
  const [call, second] = calls;
  const isBefore = call !== undefined && call.range[1] < write.range[0];
  if (call?.type !== 'CallExpression' || !isBefore || second) return undefined;
  return { node: call, key: keyAmong(call.arguments, source) };
}

/** `load(id)`, `this.load(id)` or `Account.load(id)`: something that this file may define. */
function isOwn(callee: TSESTree.Node): boolean {
  const path = memberPath(callee);
  return path !== undefined && path.length <= 2;
}
