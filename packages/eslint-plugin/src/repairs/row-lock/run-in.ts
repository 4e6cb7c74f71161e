import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import type { RootCall } from '../../effects/idioms.js';
import type { Match } from '../../effects/library-index.js';
import type { Library } from '../../effects/library.js';
import { insertAt, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { staticName, unwrap, wrapped } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import type { ReadLock } from './lock-read.js';
import { optionEdit } from '../locks/pass-handle.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A call that is an operation of a library. */
export interface Operated {
  readonly node: TSESTree.Node;
  readonly match: Match;
}

/** A transaction that operations are to run in. */
export interface Opened {
  readonly library: Library;
  readonly connection: string;
  readonly handle: string;
  readonly read: Read;
  readonly lock: ReadLock;
}

/** What the operation is called on, or its chain starts with. */
export function rootOf(operated: TSESTree.Node): TSESTree.Node {
  let at = operated;
  while (at.type === 'CallExpression') {
    const callee: TSESTree.Node = unwrap(at.callee);
    if (callee.type !== 'MemberExpression') return callee;
    at = unwrap(callee.object);
  }
  return at.type === 'TaggedTemplateExpression' ? at.tag : at;
}

/** What is called on the start of an operation. */
export function calledOn(root: TSESTree.Node): RootCall {
  const member = wrapped(root).parent;
  const isMember = member?.type === 'MemberExpression' && unwrap(member.object) === root;
  const call = isMember ? wrapped(member).parent : undefined;
  return {
    name: isMember ? staticName(member) : undefined,
    given: call?.type === 'CallExpression' ? call.arguments.length : 0,
  };
}

/** Makes the operation a part of the transaction, in the library's way. */
export function runIn(
  operated: Operated,
  { library, connection, handle, read, lock }: Opened,
  source: SourceCode,
): TextEdit[] | undefined {
  const { node, match } = operated;
  const idiom = library.idioms?.transaction;
  const root = rootOf(node);
  if (handle === connection) return source.getText(root) === connection ? [] : undefined;
  if (idiom?.on) {
    const isOwn = idiom.connection !== undefined || source.getText(root) === connection;
    const text = idiom.on(source.getText(root), handle, calledOn(root));
    return isOwn ? [replaceNode(root, text)] : undefined;
  }
  const option = library.rowLock?.needs;
  if (option !== undefined && node.type === 'CallExpression') {
    const passed = option === handle ? option : `${option}: ${handle}`;
    const properties = node === read.node ? [passed, lock.option] : [passed];
    const edit = optionEdit(node, properties, match, source);
    return edit && [edit];
  }
  return argumentEdit(node, library, handle, source);
}

/** `User.query()` becomes `User.query(trx)`. */
function argumentEdit(
  node: TSESTree.Node,
  { builder }: Library,
  handle: string,
  source: SourceCode,
): TextEdit[] | undefined {
  const calls = [...walk(source, node)].filter((at) => {
    const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
    const name = callee?.type === 'MemberExpression' ? staticName(callee) : undefined;
    return name !== undefined && builder?.transacting?.includes(name);
  });
  const [call] = calls;
  if (calls.length !== 1 || call?.type !== 'CallExpression' || call.arguments.length > 0)
    return undefined;
  return [insertAt(call.range[1] - 1, handle)];
}
