import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Guard, Read, Write } from '../../effects/access.js';
import { appendToList } from '../../syntax/list.js';
import type { TextEdit } from '../../syntax/edit.js';
import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';
import { isLockable } from './is-lockable.js';
import type { Span } from '../keyed-lock/keyed-lock.js';
import { chainEdit, textEdit } from './lock-read.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Lets the read lock its row, where a transaction reaches from it to the write: `SELECT … FOR UPDATE`. */
export function rowLock({ reads, write }: Span, source: SourceCode): Repair | undefined {
  const [read] = reads;
  const transaction = [...read.guards].find((guard) => {
    return guard.kind === 'transaction' && write.guards.has(guard);
  });
  if (!transaction || reads.length > 1 || !isLockable(read, source)) return undefined;
  const edit =
    optionEdit(read, write, transaction, source) ??
    lockInChain(read, write, transaction, source) ??
    lockInText(read, write, transaction, source);
  return (
    edit && { kind: 'row-lock', label: 'Lock the row until the transaction ends', edits: [edit] }
  );
}

/** `{ where, transaction }` becomes `{ where, transaction, lock: true }`. */
function optionEdit(
  read: Read,
  write: Write,
  transaction: Guard,
  source: SourceCode,
): TextEdit | undefined {
  const lock = read.resource.library?.rowLock;
  const call = read.call;
  if (!lock || !call || lock.value.includes('.')) return undefined;
  const anchor = lock.needs ?? 'where';
  const options = call.args.map(({ node }) => propertyOf(node, anchor)).find(Boolean);
  if (!options || propertyOf(options.parent, lock.option)) return undefined;
  const isShared = lock.needs
    ? textOf(options, source) === carried(write, lock.needs, source)
    : isOnHandle(call.receiverNode, transaction, source) &&
      isOnHandle(write.call?.receiverNode, transaction, source);
  const last = lastBeside(options);
  return isShared ? appendToList(source, last, `${lock.option}: ${lock.value}`) : undefined;
}

function propertyOf(node: TSESTree.Node, name: string): TSESTree.Property | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const found = node.properties.find(
    (each) => each.type === 'Property' && staticName(each) === name,
  );
  return found?.type === 'Property' ? found : undefined;
}

/** The last property of the object that the property is in. */
function lastBeside(property: TSESTree.Property): TSESTree.Node {
  return (property.parent as TSESTree.ObjectExpression).properties.at(-1) ?? property;
}

function textOf({ value }: TSESTree.Property, source: SourceCode): string {
  return source.getText(value);
}

function carried({ call }: Write, name: string, source: SourceCode): string | undefined {
  const found = call?.args.map(({ node }) => propertyOf(node, name)).find(Boolean);
  return found && textOf(found, source);
}

/** Whether the expression starts with what the transaction gave to its callback. */
function isOnHandle(
  node: TSESTree.Node | undefined,
  { node: transaction }: Guard,
  source: SourceCode,
): boolean {
  if (!node || transaction.type !== 'CallExpression') return false;
  const callback = transaction.arguments.find((argument) => isFunction(argument));
  const [handle] = isFunction(callback) ? callback.params : [];
  return handle?.type === 'Identifier' && rootName(node, source) === handle.name;
}

function rootName(node: TSESTree.Node, source: SourceCode): string {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') return rootName(inner.callee, source);
  if (inner.type === 'MemberExpression') return rootName(inner.object, source);
  return source.getText(inner);
}

/** Two calls that are made on what the transaction gave. */
function lockInChain(
  read: Read,
  write: Write,
  transaction: Guard,
  source: SourceCode,
): TextEdit | undefined {
  const isShared =
    isOnHandle(read.node, transaction, source) && isOnHandle(write.node, transaction, source);
  return isShared && write.call?.chain ? chainEdit(read, source) : undefined;
}

/** Two statements on one client. */
function lockInText(
  read: Read,
  write: Write,
  transaction: Guard,
  source: SourceCode,
): TextEdit | undefined {
  const client = read.call?.receiverNode;
  const other = write.call?.receiverNode;
  // Another client is another transaction.
  if (!client || !other || source.getText(client) !== source.getText(other)) return undefined;
  return isBegunOn(client, transaction, source) ? textEdit(read, source) : undefined;
}

/** Whether the transaction was begun on the client, or gave it to its callback. */
function isBegunOn(client: TSESTree.Node, transaction: Guard, source: SourceCode): boolean {
  const { node } = transaction;
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  const begun = callee?.type === 'MemberExpression' ? source.getText(callee.object) : undefined;
  return begun === source.getText(client) || isOnHandle(client, transaction, source);
}
