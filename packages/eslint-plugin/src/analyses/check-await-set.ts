import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact, Read, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isInside, type Derivation } from '../effects/value.js';
import { ancestors, enclosingFunction } from '../syntax/enclosing.js';
import { type FunctionNode, statementsOf, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import { guardedOrTold, type Covers } from './guarded.js';
import { harmOf, type Harm } from './harm-of.js';
import { targetOf } from './memory-target.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import { isReachable, isReachableThrough, runsBesideItself } from './runs-beside-itself.js';
import { isOfSharedInstance } from './shared-instance.js';
import { isTakenAtOnce } from './taken-at-once.js';

/** A place in memory is tested, other work runs, and the place is set as the test decided. */
export interface CheckAwaitSet {
  readonly fact: Fact;
  readonly read: Read;
  readonly write: Write;
  readonly harm: Harm;
}

/** What is set after an `await` although a test before it decided that; harmless ones if strict. */
export function findCheckAwaitSets(model: FileModel, scope: Scope): CheckAwaitSet[] {
  const seen = new Set<Write['node']>();
  const covers = guardedOrTold(model);
  return relevantWrites(model, scope).flatMap((write) => {
    const isShared = write.kind === 'memory' && write.concurrent && isOfSharedInstance(write);
    const found =
      isShared && !isOfFlight(write, model.source) ? findTest(write, covers) : undefined;
    if (!found || seen.has(write.node)) return [];
    const harm = harmOf({ ...found, write }, model);
    if (!harm || (harm === 'none' && !scope.strict)) return [];
    const isDoneAgain = harm === 'twice' && isOnDemand(found.fact.test, write, model);
    if (!isDoneAgain && !runsBesideItself(write, model, scope)) return [];
    seen.add(write.node);
    return [{ ...found, write, harm }];
  });
}

/**
 * `connect() { this.socket ??= await open(); }`: who tests for itself expects to be called again, unless
 * it throws then. What only the file calls must give its callers the thing.
 */
function isOnDemand(test: TSESTree.Node, write: Write, model: FileModel): boolean {
  const fn = enclosingFunction(write.node);
  if (!fn || enclosingFunction(test) !== fn) return false;
  if (fn === write.root) return isReachable(write, model) && !isForbidden(test);
  return isGivenBack(fn, write, model.source) && isReachableThrough(write, model);
}

/** `if (this.server) throw new Error('already started')` */
function isForbidden(test: TSESTree.Node): boolean {
  const branch = [...ancestors(test)].find(({ type }) => type === 'IfStatement');
  if (branch?.type !== 'IfStatement') return false;
  return statementsOf(branch.consequent).at(-1)?.type === 'ThrowStatement';
}

function isGivenBack(fn: FunctionNode, write: Write, source: FileModel['source']): boolean {
  const name = source.getText(targetOf(write));
  return [...walk(source, fn.body)].some((node) => {
    return (
      node.type === 'ReturnStatement' && node.argument && source.getText(node.argument) === name
    );
  });
}

/**
 * `p = load().finally(() => { p = undefined })`: what was set at once is cleared when it is done.
 * `flight ??= load().then(() => { done = true })`: nobody else gets here while the flight is set.
 */
function isOfFlight(write: Write, source: FileModel['source']): boolean {
  const name = source.getText(targetOf(write));
  return [...ancestors(write.node)].some((outer) => {
    if (outer.type !== 'AssignmentExpression') return false;
    const flight = source.getText(outer.left);
    return flight === name || isTestedFirst(flight, outer, write, source);
  });
}

/** Whether the place was found empty before: by a test, or by the assignment itself. */
function isTestedFirst(
  place: string,
  { operator }: TSESTree.AssignmentExpression,
  { facts }: Write,
  source: FileModel['source'],
): boolean {
  if (operator === '??=' || operator === '||=') return true;
  return facts.some(({ test, outcome }) => {
    return outcome === 'falsy' && source.getText(unwrap(test)) === place;
  });
}

function findTest(write: Write, covers: Covers): { fact: Fact; read: Read } | undefined {
  if (derivesFromOld(write) || write.facts.some((fact) => isFresh(fact, write))) return undefined;
  const tests = write.facts.flatMap((fact) => testsIn(fact, write));
  // What is tested again under a lock was tested before only to save taking it.
  return tests.some(({ read }) => covers(read, write)) ? undefined : tests[0];
}

function testsIn(fact: Fact, write: Write): { fact: Fact; read: Read }[] {
  return [...fact.value.derivations].flatMap(({ read, path, node }) => {
    const isTest = isOfPlace({ read, path }, write) && write.stale.has(read);
    return isTest && isTakenAtOnce(node, fact) ? [{ fact, read }] : [];
  });
}

/** Whether the derivation is from the place that is written, or from a part of it. */
function isOfPlace({ read, path }: Pick<Derivation, 'read' | 'path'>, write: Write): boolean {
  if (read.resource !== write.resource) return false;
  return write.fields.some((field) => {
    return path === field.path || isInside(path, field.path);
  });
}

/** Such a write is a read-modify-write, and reported as that. */
function derivesFromOld(write: Write): boolean {
  return write.fields.some(({ value }) => {
    return [...value.derivations].some((derivation) => isOfPlace(derivation, write));
  });
}

/** Whether memory was tested again after the last suspension. */
function isFresh({ value }: Fact, { stale }: Write): boolean {
  const reads = [...value.derivations].filter(({ read }) => read.resource.kind === 'memory');
  return reads.some(({ read }) => !stale.has(read));
}
