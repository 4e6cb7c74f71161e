import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import type { RowLock } from '../../effects/library.js';
import { appendCall } from '../../syntax/append-call.js';
import { appendToList } from '../../syntax/list.js';
import {
  insertAfter,
  insertAt,
  insertBefore,
  replaceNode,
  type TextEdit,
} from '../../syntax/edit.js';
import { importValue } from '../../syntax/imports.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { callOfChain } from '../call-of-chain.js';
import { isLockable, isLockableText } from './is-lockable.js';
import { lockStatement } from './lock-statement.js';
import { literalTextOf } from '../sql-call.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** How a read is made to lock its row. */
export interface ReadLock {
  readonly edits: readonly TextEdit[];
  /** The option that goes along with the transaction, where the library wants it so. */
  readonly option: string;
}

/** The lock of a read in a transaction, in the words of its library. */
export function lockEdits(read: Read, handle: string, source: SourceCode): ReadLock | undefined {
  const { library } = read.resource;
  const { operation, call } = read;
  if (!isLockable(read, source)) return undefined;
  if (operation?.kind === 'sql') return found(textEdit(read, source));
  if (call?.chain && library?.builder?.rowLock) return found(chainEdit(read, source));
  if (library?.idioms?.transaction?.lockRow) return found(lockStatement(read, handle, source));
  const lock = library?.rowLock;
  if (!lock || call?.chain) return undefined;
  if (lock.needs !== undefined) return { edits: [], option: `${lock.option}: ${lock.value}` };
  return optionEdits(read, lock, source);
}

function found(edit: TextEdit | undefined): ReadLock | undefined {
  return edit && { edits: [edit], option: '' };
}

/** `.where(…)` becomes `.where(…).forUpdate()`. */
export function chainEdit(read: Read, source: SourceCode): TextEdit | undefined {
  const builder = read.resource.library?.builder;
  const [method] = builder?.rowLock?.call ?? [];
  if (!builder || method === undefined || !read.call?.chain) return undefined;
  if (read.call.chain.calls.some(({ name }) => builder.rowLock?.call.includes(name)))
    return undefined;
  const where = callOfChain(read.node, [...builder.where, ...(builder.whereId ?? [])], source);
  return where && appendCall(source, where, `.${method}(${builder.rowLock?.value ?? ''})`);
}

/** `SELECT … WHERE id = $1` becomes `SELECT … WHERE id = $1 FOR UPDATE`. */
export function textEdit(read: Read, source: SourceCode): TextEdit | undefined {
  const { call, node, operation } = read;
  if (operation?.kind !== 'sql') return undefined;
  const tagged = node.type === 'TaggedTemplateExpression' ? node.quasi : undefined;
  const text = tagged ?? literalTextOf({ call, operation });
  if (!text) return undefined;
  const code = source.getText(text);
  const end = code.slice(0, -1).replace(/[\s;]+$/, '').length;
  return isLockableText(code) ? insertAt(text.range[0] + end, ' FOR UPDATE') : undefined;
}

/** `findOne({ where })` becomes `findOne({ where, lock: { … } })`, and so does `findOneBy`. */
function optionEdits(
  { call, operation }: Read,
  { option, value, imports, methods }: RowLock,
  source: SourceCode,
): ReadLock | undefined {
  const key = operation?.kind === 'read' ? operation.key : undefined;
  const condition = key && call?.args[key.arg]?.node;
  const callee = call?.node.type === 'CallExpression' ? unwrap(call.node.callee) : undefined;
  if (!key || !condition || callee?.type !== 'MemberExpression') return undefined;
  const imported = imports && importValue(source, imports.module, imports.name);
  const text = imports ? value.replace(imports.name, imported?.name ?? '') : value;
  const property = `${option}: ${text}`;
  const method = methods?.[staticName(callee) ?? ''];
  if (methods && method === undefined && key.path === undefined) return undefined;
  const edits = [...(imported?.edits ?? [])];
  if (method !== undefined) {
    return {
      option: '',
      edits: [
        ...edits,
        replaceNode(callee.property, method),
        insertBefore(condition, '{ where: '),
        insertAfter(condition, `, ${property} }`),
      ],
    };
  }
  const edit =
    key.path === undefined
      ? argumentEdit(key.arg, call, property, source)
      : lastOf(condition, property, source);
  return edit && { option: '', edits: [...edits, edit] };
}

function argumentEdit(
  index: number,
  call: Read['call'],
  property: string,
  source: SourceCode,
): TextEdit | undefined {
  const condition = call?.args[index]?.node;
  const options = call?.args[index + 1]?.node;
  if (options) return lastOf(options, property, source);
  return condition && insertAfter(condition, `, { ${property} }`);
}

function lastOf(node: TSESTree.Node, property: string, source: SourceCode): TextEdit | undefined {
  const last = node.type === 'ObjectExpression' ? node.properties.at(-1) : undefined;
  return last && appendToList(source, last, property);
}
