import type { TSESTree } from '@typescript-eslint/utils';
import { lastName } from '../../syntax/member-path.js';
import { isFunction, isLoop } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import type { Access } from './access.js';
import { callsOf } from './calls-of.js';
import type { Facts } from './facts.js';
import { outermostInPlace, surroundings } from './surroundings.js';

const ACQUIRE = /^[#_]*(?:try|blocking|async)?(?:lock|acquire|enter|down|take|spinLock)/i;
const RELEASE = /^[#_]*(?:unlock|release|leave|exit|up|give|free|signal|post|dispose)/i;
const RUN_LOCKED =
  /^(?:runExclusive|withLock|withMutex|synchronized|exclusive|critical|runLocked)$/i;

/**
 * Whether a lock is taken before the access and given back after it, in its function or wherever
 * the file calls it.
 */
export function isUnderLock(facts: Facts, accesses: readonly Access[], access: Access): boolean {
  if (isLockedAt(facts, accesses, access, access.node)) return true;
  const fn = outermostInPlace(access.node);
  const calls = fn ? callsOf(facts, fn) : [];
  return calls.length > 0 && calls.every((call) => isLockedAt(facts, accesses, access, call));
}

function isLockedAt(
  facts: Facts,
  accesses: readonly Access[],
  access: Access,
  node: TSESTree.Node,
): boolean {
  const { before, after, callbacks } = surroundings(node);
  return (
    callbacks.some(isLockedCallback) ||
    before.some(isScopeLock) ||
    locks(facts, before, after) ||
    swapsAround(accesses, access, before, after)
  );
}

function isLockedCallback(call: TSESTree.CallExpression): boolean {
  const name = lastName(call.callee) ?? '';
  const isWebLock = name === 'request' && /locks$/.test(calleeObject(call) ?? '');
  return isWebLock || RUN_LOCKED.test(name);
}

function calleeObject({ callee }: TSESTree.CallExpression): string | undefined {
  return callee.type === 'MemberExpression' ? lastName(callee.object) : undefined;
}

/** `using hold = lock.acquire()`. */
function isScopeLock(node: TSESTree.Node): boolean {
  if (node.type !== 'VariableDeclaration' || !/using$/.test(node.kind)) return false;
  return node.declarations.some(({ init }) => {
    const call = init?.type === 'AwaitExpression' ? init.argument : init;
    return call?.type === 'CallExpression' && ACQUIRE.test(lastName(call.callee) ?? '');
  });
}

function locks(
  facts: Facts,
  before: readonly TSESTree.Node[],
  after: readonly TSESTree.Node[],
): boolean {
  const taken = before.flatMap((node) => lockCalls(facts, node, ACQUIRE));
  if (taken.length === 0) return false;
  const given = after.flatMap((node) => lockCalls(facts, node, RELEASE));
  return given.some((call) => {
    return taken.some((other) => [lockOf(other), guardOf(other)].includes(lockOf(call)));
  });
}

function lockCalls(
  { source }: Facts,
  statement: TSESTree.Node,
  name: RegExp,
): TSESTree.CallExpression[] {
  return [...walk(source, statement, isFunction)].filter(
    (node) => node.type === 'CallExpression' && name.test(lastName(node.callee) ?? ''),
  ) as TSESTree.CallExpression[];
}

/** `guard` of `const guard = await lock.acquire()`. */
function guardOf(call: TSESTree.CallExpression): string | undefined {
  const { parent } = call.parent.type === 'AwaitExpression' ? call.parent : call;
  const isHeld = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier';
  return isHeld ? (parent.id as TSESTree.Identifier).name : undefined;
}

/** What is locked: the object of a method, the first argument of a function. */
function lockOf({ callee, arguments: [first] }: TSESTree.CallExpression): string {
  if (callee.type === 'MemberExpression') return lastName(callee.object) ?? 'this';
  return first ? (lastName(first) ?? '') : '';
}

/** A lock in place: a loop or a test swaps a cell before, and the cell is set again after. */
function swapsAround(
  accesses: readonly Access[],
  { cell }: Access,
  before: readonly TSESTree.Node[],
  after: readonly TSESTree.Node[],
): boolean {
  const taken = within(accesses, before.filter(decides))
    .filter((access) => access.kind === 'swap' && access.cell.key !== cell.key)
    .map((access) => access.cell.key);
  return within(accesses, after).some(
    ({ kind, cell: { key } }) => SETS.has(kind) && taken.includes(key),
  );
}

function decides(node: TSESTree.Node): boolean {
  return isLoop(node) || node.type === 'IfStatement' || !/Statement$|Declaration$/.test(node.type);
}

const SETS = new Set<string>(['store', 'swap', 'update']);

function within(accesses: readonly Access[], nodes: readonly TSESTree.Node[]): Access[] {
  return accesses.filter(({ node: { range } }) =>
    nodes.some((node) => node.range[0] <= range[0] && range[1] <= node.range[1]),
  );
}
