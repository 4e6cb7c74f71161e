import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../effects/access.js';
import { ancestors } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { isFunction, type FunctionNode } from '../syntax/node-shapes.js';
import { nodesOf, walk } from '../syntax/walk.js';
import type { Region } from './lock-region.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Whether the region reads a second row in the same way: two rows need two locks, in one order. */
export function readsAnotherRow(region: Region, read: Read, source: SourceCode): boolean {
  const { node, operation } = read;
  if (node.type !== 'CallExpression') return false;
  // A statement's text says what is read, and its parameters which row; else the first argument does.
  const at = operation?.kind === 'sql' ? 1 : 0;
  const [what, row] = partsOf(node, at, source);
  return callsIn(region.statements, source).some((call) => {
    const [otherWhat, otherRow] = partsOf(call, at, source);
    return call !== node && otherWhat === what && otherRow !== '' && otherRow !== row;
  });
}

function partsOf(
  { callee, arguments: args }: TSESTree.CallExpression,
  at: number,
  source: SourceCode,
): [what: string, row: string] {
  const texts = args.map((argument) => source.getText(argument));
  return [[source.getText(callee), ...texts.slice(0, at)].join(), texts[at] ?? ''];
}

/**
 * Whether a lock is held around the region or taken within it, directly or in a function of this
 * file by its name: a keyed mutex cannot be taken twice by one caller.
 */
export function mayWaitForItself(region: Region, source: SourceCode): boolean {
  const holders = lockingCalls(source);
  if (holders.length === 0) return false;
  const taking = new Set(holders.flatMap((call) => namesAround(call)));
  const called = callsIn(region.statements, source);
  if (called.some((call) => isLocking(call) || taking.has(lastName(call.callee) ?? '')))
    return true;
  const name = nameOf(region.function);
  return holders.some((holder) => {
    const isAround = [...ancestors(region.function)].includes(holder);
    return isAround || (name !== undefined && callsIn(holder.arguments, source).some(calls(name)));
  });
}

function calls(name: string): (call: TSESTree.CallExpression) => boolean {
  return ({ callee }) => lastName(callee) === name;
}

const locking = new WeakMap<object, readonly TSESTree.CallExpression[]>();

/** The calls of the file that run a callback under a lock; looked for once. */
function lockingCalls(source: SourceCode): readonly TSESTree.CallExpression[] {
  let calls = locking.get(source);
  if (!calls) {
    calls = nodesOf(source).filter(
      (node) => node.type === 'CallExpression' && isLocking(node),
    ) as TSESTree.CallExpression[];
    locking.set(source, calls);
  }
  return calls;
}

function isLocking({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && lastName(callee) === 'runExclusive';
}

function callsIn(roots: readonly TSESTree.Node[], source: SourceCode): TSESTree.CallExpression[] {
  const nodes = roots.flatMap((root) => [...walk(source, root)]);
  return nodes.filter((node) => node.type === 'CallExpression');
}

function namesAround(node: TSESTree.Node): string[] {
  return [...ancestors(node)].filter(isFunction).flatMap((fn) => nameOf(fn) ?? []);
}

/** The name under which the file calls the function. */
function nameOf(fn: FunctionNode): string | undefined {
  if (fn.type === 'FunctionDeclaration') return fn.id?.name;
  const { parent } = fn;
  if (parent.type === 'VariableDeclarator') return lastName(parent.id);
  const isMember = /^(MethodDefinition|Property|PropertyDefinition)$/.test(parent.type);
  return isMember && 'key' in parent ? lastName(parent.key) : undefined;
}
