import type { TSESTree } from '@typescript-eslint/utils';
import { ancestors } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { isFunction, isLoop } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import type { Access } from './access.js';
import type { Facts } from './facts.js';

const ACQUIRE = /^[#_]*(?:try)?(?:lock|acquire|enter|down|take|spinLock)/i;
const RELEASE = /^[#_]*(?:unlock|release|leave|exit|up|give|free|signal|post)/i;
const RUN_LOCKED =
  /^(?:runExclusive|withLock|withMutex|synchronized|exclusive|critical|runLocked)$/i;

/** Whether a lock is taken before the access and given back after it. */
export function isUnderLock(facts: Facts, accesses: readonly Access[], access: Access): boolean {
  const { before, after, isLocked } = surroundings(access.node);
  return (
    isLocked ||
    before.some(isScopeLock) ||
    locks(facts, before, after) ||
    swapsAround(accesses, access, before, after)
  );
}

interface Surroundings {
  /** The statements that surely run before, and those that surely run after. */
  readonly before: TSESTree.Node[];
  readonly after: TSESTree.Node[];
  /** Whether a function around is run by a lock. */
  readonly isLocked: boolean;
}

/** Up to the function that is not merely a callback of a call in place. */
function surroundings(node: TSESTree.Node): Surroundings {
  const [before, after]: [TSESTree.Node[], TSESTree.Node[]] = [[], []];
  let inner = node;
  for (const outer of ancestors(node)) {
    if (isFunction(outer)) {
      if (isLockedCallback(outer)) return { before, after, isLocked: true };
      if (outer.parent.type !== 'CallExpression') break;
    }
    const [earlier, later] = aroundIn(outer, inner);
    before.push(...earlier);
    after.push(...later);
    inner = outer;
  }
  return { before, after, isLocked: false };
}

function isLockedCallback({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== 'CallExpression') return false;
  const name = lastName(parent.callee) ?? '';
  const isWebLock = name === 'request' && /locks$/.test(calleeObject(parent) ?? '');
  return isWebLock || RUN_LOCKED.test(name);
}

function calleeObject({ callee }: TSESTree.CallExpression): string | undefined {
  return callee.type === 'MemberExpression' ? lastName(callee.object) : undefined;
}

/** The statements that surely run before and after `inner` within `outer`. */
function aroundIn(
  outer: TSESTree.Node,
  inner: TSESTree.Node,
): readonly [TSESTree.Node[], TSESTree.Node[]] {
  if (outer.type === 'TryStatement') {
    return [[], outer.finalizer && outer.finalizer !== inner ? [outer.finalizer] : []];
  }
  const list = statementsOf(outer);
  const i = list.indexOf(inner);
  return i === -1 ? [[], []] : [list.slice(0, i), list.slice(i + 1)];
}

function statementsOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'SwitchCase') return node.consequent;
  const isList =
    node.type === 'BlockStatement' || node.type === 'Program' || node.type === 'StaticBlock';
  return isList ? node.body : [];
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
  return given.some((call) => taken.some((other) => lockOf(call) === lockOf(other)));
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

/** What is locked: the object of a method, the first argument of a function. */
function lockOf({ callee, arguments: [first] }: TSESTree.CallExpression): string {
  if (callee.type === 'MemberExpression') return lastName(callee.object) ?? 'this';
  return first ? (lastName(first) ?? '') : '';
}

/** A lock in place: a loop swaps a cell before, and the cell is set again after. */
function swapsAround(
  accesses: readonly Access[],
  { cell }: Access,
  before: readonly TSESTree.Node[],
  after: readonly TSESTree.Node[],
): boolean {
  const taken = within(
    accesses,
    before.filter((node) => isLoop(node) || node.type === 'IfStatement'),
  )
    .filter((access) => access.kind === 'swap' && access.cell.key !== cell.key)
    .map((access) => access.cell.key);
  return within(accesses, after).some(
    ({ kind, cell: { key } }) => SETS.has(kind) && taken.includes(key),
  );
}

const SETS = new Set<string>(['store', 'swap', 'update']);

function within(accesses: readonly Access[], nodes: readonly TSESTree.Node[]): Access[] {
  return accesses.filter(({ node: { range } }) =>
    nodes.some((node) => node.range[0] <= range[0] && range[1] <= node.range[1]),
  );
}
