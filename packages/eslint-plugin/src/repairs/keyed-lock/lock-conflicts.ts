import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import { enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { functionName } from '../../syntax/function-name.js';
import { lastName } from '../../syntax/member-path.js';
import { isFunction, unwrap, type FunctionNode } from '../../syntax/node-shapes.js';
import { nodesOf, walk } from '../../syntax/walk.js';
import type { StatementSpan } from './lock-region.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Whether the region reads a second row in the same way: two rows need two locks, in one order. */
export function readsAnotherRow(
  region: StatementSpan,
  node: TSESTree.Node,
  { operation }: Read,
  source: SourceCode,
): boolean {
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
 * Whether a lock is held around the region or taken within it, or the region comes back to its own
 * function, directly or by functions of this file that are called by their names: a mutex cannot be
 * taken twice by one caller. `taken` is the call that is to take the lock, where it stands already.
 */
export function mayWaitForItself(
  region: StatementSpan,
  source: SourceCode,
  taken?: TSESTree.Node,
): boolean {
  const { functions, locking } = indexOf(source);
  const reached = reachedFrom(region.statements, functions, source);
  const own = functionName(region.function);
  if (own !== undefined && reached.names.has(own)) return true;
  if (reached.calls.some(isLocking)) return true;
  const [start] = region.statements;
  return locking.some((holder) => {
    if (holder === taken) return false;
    const held = heldBy(holder);
    if (held.some((part) => isInside(start, part))) return true;
    return own !== undefined && reachedFrom(held, functions, source).names.has(own);
  });
}

/** What runs under the lock: the callback, or what follows the taking of it in its block. */
function heldBy(call: TSESTree.CallExpression): readonly TSESTree.Node[] {
  if (!isAcquiring(call)) return [call];
  const taking = enclosingStatement(call);
  const { parent } = taking;
  if (parent?.type !== 'BlockStatement') return [];
  return parent.body.slice(parent.body.indexOf(taking as TSESTree.Statement) + 1);
}

interface Reached {
  readonly names: ReadonlySet<string>;
  readonly calls: readonly TSESTree.CallExpression[];
}

/** What is called from here, and from the functions of this file that are called so. */
function reachedFrom(
  roots: readonly TSESTree.Node[],
  functions: ReadonlyMap<string, readonly FunctionNode[]>,
  source: SourceCode,
): Reached {
  const names = new Set<string>();
  const calls = callsIn(roots, source);
  // The list grows while it is gone through.
  for (const { callee } of calls) {
    const name = isOwn(callee) ? lastName(callee) : undefined;
    if (name === undefined || names.has(name)) continue;
    names.add(name);
    calls.push(...callsIn(functions.get(name) ?? [], source));
  }
  return { names, calls };
}

/** `load(id)` or `this.load(id)`: of `query.set(…)` no function of the file is meant. */
function isOwn(callee: TSESTree.Node): boolean {
  const isOfThis =
    callee.type === 'MemberExpression' && unwrap(callee.object).type === 'ThisExpression';
  return isOfThis || callee.type === 'Identifier';
}

/** The functions of a file by their names, and the calls that take a lock. */
interface Index {
  readonly functions: ReadonlyMap<string, readonly FunctionNode[]>;
  readonly locking: readonly TSESTree.CallExpression[];
}

const indexes = new WeakMap<object, Index>();

/** - **Cost:** each file is gone through once. */
function indexOf(source: SourceCode): Index {
  const known = indexes.get(source);
  if (known) return known;
  const functions = new Map<string, FunctionNode[]>();
  const locking: TSESTree.CallExpression[] = [];
  for (const node of nodesOf(source)) {
    if (node.type === 'CallExpression' && isLocking(node)) locking.push(node);
    const name = isFunction(node) ? functionName(node) : undefined;
    if (name === undefined || !isFunction(node)) continue;
    functions.set(name, [...(functions.get(name) ?? []), node]);
  }
  const index = { functions, locking };
  indexes.set(source, index);
  return index;
}

function isLocking(call: TSESTree.CallExpression): boolean {
  return (
    call.callee.type === 'MemberExpression' &&
    /^(runExclusive|acquire)$/.test(lastName(call.callee) ?? '')
  );
}

function isAcquiring({ callee }: TSESTree.CallExpression): boolean {
  return lastName(callee) === 'acquire';
}

function callsIn(roots: readonly TSESTree.Node[], source: SourceCode): TSESTree.CallExpression[] {
  const nodes = roots.flatMap((root) => [...walk(source, root)]);
  return nodes.filter((node) => node.type === 'CallExpression');
}
