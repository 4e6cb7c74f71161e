import type { TSESTree } from '@typescript-eslint/utils';

import { GraphTooLargeError } from '../flow/block-list.js';
import { graphOf } from '../flow/build-graph.js';
import type { FunctionNode } from '../flow/graph.js';
import { OutOfStepsError, solve } from '../flow/solve.js';
import { enclosingClass, enclosingFunction } from '../syntax/enclosing.js';
import { isFunction } from '../syntax/node-shapes.js';
import { STEPS_PER_ROOT } from './bounds.js';
import { debug } from './debug.js';
import type { Frame, Run } from './frame.js';
import { invoke } from './invoke.js';
import { isImmediate, runsOnce } from './runs-once.js';
import { Reach } from './sinks/reach.js';
import { emptyState, stateLattice } from './state.js';
import { suspensionsIn } from './suspensions.js';
import { transferOf } from './transfer.js';
import { unknown, valueOf, type Value } from './value.js';

/**
 * Interprets every function of the file that others can call, then those that nothing in sight
 * called. What is too large is skipped, and `DEBUG=interlocked` says so.
 */
export function interpretFile(run: Run): void {
  const suspensions = suspensionsIn(run.code);
  const functions = functionsOf(run);
  const reaching = new Reach(functions, run.code).to(run.sinks);
  const mayRace = (fn: FunctionNode): boolean => {
    return reaching.has(fn) && hasBetween(suspensions, fn.range);
  };
  const outermost = functions.filter((fn) => !enclosingFunction(fn) && !isImmediate(fn));
  const [called, open] = partition(outermost, (fn) => isOnlyCalledHere(fn, run));
  if (suspendsOutside(outermost, suspensions)) interpretRoot(run.source.ast, run);
  for (const fn of open) if (mayRace(fn)) interpretRoot(fn, run);
  for (const fn of [...called, ...functions]) {
    if (!run.followed.has(fn) && mayRace(fn)) interpretRoot(fn, run);
  }
}

function hasBetween(sorted: readonly number[], [start, end]: readonly [number, number]): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (sorted[low] ?? Infinity) < end;
}

/** Whether the program itself suspends, outside all functions. */
function suspendsOutside(
  functions: readonly FunctionNode[],
  suspensions: readonly number[],
): boolean {
  return suspensions.some((offset) => {
    return !functions.some(({ range: [start, end] }) => start <= offset && offset < end);
  });
}

function interpretRoot(root: FunctionNode | TSESTree.Program, run: Run): void {
  interpretOne(root, run, () => {
    const frame = rootFrame(root, run);
    solve(graphOf(root), emptyState(), stateLattice, transferOf(frame), run.budget);
  });
  for (let next = run.deferred.pop(); next; next = run.deferred.pop()) {
    const { function: fn, frame, state } = next;
    interpretOne(
      fn,
      run,
      () => void invoke(fn, { args: [], site: fn, repeated: true }, frame, state),
    );
  }
}

function interpretOne(root: TSESTree.Node, run: Run, interpret: () => void): void {
  run.budget = { left: STEPS_PER_ROOT };
  try {
    interpret();
  } catch (error) {
    const isBound = error instanceof OutOfStepsError || error instanceof GraphTooLargeError;
    if (!isBound && !(error instanceof RangeError)) throw error;
    debug(
      `skipped the function at line ${root.loc.start.line} of ${run.filename}: ${String(error)}`,
    );
  }
}

function rootFrame(root: FunctionNode | TSESTree.Program, run: Run): Frame {
  if (isFunction(root)) run.followed.add(root);
  return {
    run,
    function: root,
    caller: undefined,
    context: String(root.range[0]),
    depth: 0,
    self: selfOf(root, run),
    site: undefined,
    parameters: [],
    repeated: isFunction(root) && !runsOnce(root, run.scopes),
    together: false,
    values: new Map(),
    returned: undefined,
  };
}

/** `this` of a class's methods: one object for the class. */
function selfOf(root: TSESTree.Node, run: Run): Value {
  const owner = enclosingClass(root);
  if (!owner) return unknown;
  const object = run.arena.object(owner, 'this', () => ({
    origin: 'shared',
    name: 'this',
    resource: {
      kind: 'memory',
      model: owner.id?.name,
      key: undefined,
      identity: unknown,
      library: undefined,
    },
  }));
  return valueOf({ places: new Set([run.arena.place(object, '', false)]), symbol: 'this' });
}

/** Every function of the file, in the order of the text. */
function functionsOf(run: Run): FunctionNode[] {
  const blocks = (run.source.scopeManager?.scopes ?? []).map((scope) => scope.block);
  return [...new Set<TSESTree.Node>(blocks)].filter(isFunction);
}

/** Whether the function has a name that only this file can call. */
function isOnlyCalledHere(fn: FunctionNode, run: Run): boolean {
  if (fn.parent.type === 'MethodDefinition') {
    const { key } = fn.parent;
    return key.type === 'PrivateIdentifier' || fn.parent.accessibility === 'private';
  }
  const name = nameOf(fn);
  const variable = name && run.scopes.variableOf(name);
  if (!variable || enclosingFunction(fn)) return false;
  const uses = variable.references.filter((reference) => reference.isRead());
  return (
    uses.length > 0 &&
    !isExported(fn) &&
    uses.every(({ identifier: { parent }, identifier }) => {
      return parent.type === 'CallExpression' && parent.callee === identifier;
    })
  );
}

function nameOf(fn: FunctionNode): TSESTree.Identifier | undefined {
  if (fn.type === 'FunctionDeclaration') return fn.id ?? undefined;
  const { parent } = fn;
  const isNamed = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier';
  return isNamed ? (parent.id as TSESTree.Identifier) : undefined;
}

function isExported(fn: FunctionNode): boolean {
  for (let at: TSESTree.Node | undefined = fn.parent; at; at = at.parent) {
    if (at.type.startsWith('Export')) return true;
    if (at.type === 'BlockStatement') return false;
  }
  return false;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
