import type { TSESTree } from '@typescript-eslint/utils';
import { staticName, wrapped } from '../../syntax/node-shapes.js';
import type { Cell } from './cell.js';

/** One expression that reads or writes a cell. */
export interface Access {
  readonly kind: AccessKind;
  readonly cell: Cell;
  /** The whole read or write. */
  readonly node: TSESTree.Node;
  /** What a write stores. */
  readonly value?: TSESTree.Node;
}

export type AccessKind =
  /** `a[i]`. */
  | 'plain-read'
  /** `a[i] = v`. */
  | 'plain-write'
  /** `a[i] += v`, `a[i]++`. */
  | 'plain-update'
  | 'load'
  | 'store'
  /** `Atomics.add` and its like. */
  | 'update'
  /** `Atomics.exchange`, `Atomics.compareExchange`. */
  | 'swap'
  | 'wait'
  | 'notify';

const ATOMIC_KINDS: Readonly<Record<string, AccessKind>> = {
  load: 'load',
  store: 'store',
  add: 'update',
  sub: 'update',
  and: 'update',
  or: 'update',
  xor: 'update',
  exchange: 'swap',
  compareExchange: 'swap',
  wait: 'wait',
  waitAsync: 'wait',
  notify: 'notify',
};

/** `Atomics.<name>(view, index, ...)`, taken apart. */
export interface AtomicCall {
  readonly kind: AccessKind;
  readonly node: TSESTree.CallExpression;
  readonly view: TSESTree.Node;
  readonly index: TSESTree.Node;
  readonly value: TSESTree.Node | undefined;
}

export function atomicCall(node: TSESTree.Node): AtomicCall | undefined {
  const name = node.type === 'CallExpression' ? atomicsMethod(node) : undefined;
  const kind = name === undefined ? undefined : ATOMIC_KINDS[name];
  if (node.type !== 'CallExpression' || !kind) return undefined;
  const [view, index, value] = node.arguments;
  return view && index ? { kind, node, view, index, value } : undefined;
}

/** `add` of `Atomics.add(...)`. */
export function atomicsMethod({ callee }: TSESTree.CallExpression): string | undefined {
  const isAtomics =
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Atomics';
  return isAtomics ? staticName(callee) : undefined;
}

/** How `a[i]` is used where it stands. */
export function plainAccess(cell: Cell, element: TSESTree.MemberExpression): Access {
  const outer = wrapped(element);
  const { parent } = outer;
  if (parent?.type === 'UpdateExpression') return { kind: 'plain-update', cell, node: parent };
  if (parent?.type !== 'AssignmentExpression' || parent.left !== outer) {
    return { kind: 'plain-read', cell, node: element };
  }
  const kind = parent.operator === '=' ? 'plain-write' : 'plain-update';
  return { kind, cell, node: parent, value: parent.right };
}

/** Whether it is called as the reads and writes of a `DataView` are. */
export function isDataViewCall(node: TSESTree.CallExpression): boolean {
  return DATA_VIEW.test(methodOf(node));
}

const DATA_VIEW = /^([gs])et(?:Big)?(?:Uint|Int|Float)\d+$/;

function methodOf({ callee }: TSESTree.CallExpression): string {
  return callee.type === 'MemberExpression' ? (staticName(callee) ?? '') : '';
}

/** `dataView.getInt32(i)` and `dataView.setInt32(i, v)`. */
export function dataViewAccess(cell: Cell, node: TSESTree.CallExpression): Access | undefined {
  const [, what] = DATA_VIEW.exec(methodOf(node)) ?? [];
  if (what === 'g') return { kind: 'plain-read', cell, node };
  const [, value] = node.arguments;
  return what === 's' && value ? { kind: 'plain-write', cell, node, value } : undefined;
}
