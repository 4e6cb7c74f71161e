import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact, Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isOverlap, type Derivation } from '../effects/value.js';
import { unwrap } from '../syntax/node-shapes.js';
import { isDoneAgain } from './done-again.js';
import { isGuarded, guardedOrTold, type Covers } from './guarded.js';
import { orLetInAlone } from './let-in-alone.js';
import { findUnguardedUpdates } from './lost-updates.js';
import { oncePerModel } from './once-per-model.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import { isConstantName } from './mark.js';
import { isOrder, partsAbout, type Asked, type Part } from './questions.js';
import { isQuota } from './quota.js';
import { runsAsJob } from './runs-as-job.js';
import { isRelatedRow, isSameRow } from './same-row.js';
import { leavesOpen, type Decided } from './second-pass.js';
import { isTakenAtOnce } from './taken-at-once.js';

/** A test of what was read decides a write that changes what was tested, and does not carry the test. */
export interface GuardOutsideWrite {
  readonly derivation: Derivation;
  readonly fact: Fact;
  readonly write: Write;
  /** The tested column that the write changes; `undefined` where the write adds a counted row. */
  readonly field: WrittenField | undefined;
}

export function findGuardsOutsideWrite(
  model: FileModel,
  scope: Scope,
  covers: Covers = guardedOrTold(model),
): GuardOutsideWrite[] {
  const context = { model, scope, covers: orLetInAlone(covers, model) };
  const lost = new Set(findUnguardedUpdates(model, scope).map(({ write }) => write.node));
  const found = new Map<TSESTree.Node, GuardOutsideWrite>();
  for (const write of relevantWrites(model, scope)) {
    if (write.kind === 'memory' || lost.has(write.node)) continue;
    if (!scope.strict && runsAsJob(write, model)) continue;
    const guard = guardOf(write, context);
    // Of a helper that writes, each caller's test is a race of its own.
    const place = (guard?.field ?? write).node;
    if (guard && !found.has(place)) found.set(place, guard);
  }
  return [...found.values()];
}

/** The same, whatever other rules tell of. */
export const findUnguardedTests = oncePerModel((model, scope: Scope) => {
  return findGuardsOutsideWrite(model, scope, isGuarded);
});

interface Context {
  readonly model: FileModel;
  readonly scope: Scope;
  readonly covers: Covers;
}

function guardOf(write: Write, context: Context): GuardOutsideWrite | undefined {
  for (const fact of testsBefore(write)) {
    for (const derivation of fact.value.derivations) {
      const { read } = derivation;
      if (context.covers(read, write) || !write.stale.has(read) || isAnswer(derivation, fact))
        continue;
      const field = write.fields.find((each) => isTested(derivation, each, write));
      if (
        field
          ? isShutBy({ fact, derivation, field }, write, context)
          : isQuota(derivation, fact, write)
      ) {
        return { derivation, fact, write, field };
      }
    }
  }
  return undefined;
}

/** The tests that every way here has passed, and those of a loop that goes on only if they are. */
function testsBefore({ facts, passed }: Write): readonly Fact[] {
  return [...facts, ...passed.filter(({ test, outcome }) => outcome !== 'other' && refuses(test))];
}

/** Whether the field is the one that was tested, and the write's own condition leaves it out. */
function isTested({ read, path }: Derivation, field: WrittenField, write: Write): boolean {
  // A whole entry is what was tested only where the store counts on from what it holds.
  if (path === '' && field.path === '') return field.how === 'compute' && isSameRow(read, write);
  if ([path, field.path].some((each) => each === '' || isAnyColumn(each))) return false;
  const isCarried = write.resource.columns?.some((column) => isOverlap(column, field.path));
  if (isCarried) return false;
  if (isRelatedRow({ read, path }, write, field)) return true;
  return isOverlap(path, field.path) && isSameRow(read, write);
}

/** `await compare(password, user.hash)`: what is tested is the answer, and may be given again. */
function isAnswer({ read, path }: Derivation, fact: Fact): boolean {
  return [...fact.value.derivations].some(({ node, ...of }) => {
    const isSame = of.read.resource === read.resource && of.path === path;
    // The call that reads is waited for too, and what it gives is the place's own value.
    const isOfCall = read.call !== undefined && node === of.read.node;
    return isSame && !isOfCall && !isTakenAtOnce(node, fact);
  });
}

/** `row[name]`: two columns that are computed are mostly two. */
function isAnyColumn(path: string): boolean {
  return /(^|\.)\*$/.test(path);
}

/** Whether who comes second is kept out by the test once the field is written, and needs to be. */
function isShutBy(decided: Decided, write: Write, { model, scope }: Context): boolean {
  if (!isGuard(decided, model) || leavesOpen(decided, model)) return false;
  return scope.strict === true || !isDoneAgain(decided, write, model);
}

/** Whether the test lets one through and refuses the next: an order, or a mark that is set once. */
function isGuard(asked: Asked, model: FileModel): boolean {
  const { fact } = asked;
  const parts = partsAbout(asked, model);
  if (parts.some(({ node }) => isOrder(node))) return true;
  return fact.outcome !== 'other' && refuses(fact.test) && !parts.every(isOfVariables);
}

/** `order.owner !== user`, `row.slug === slug`: what decides is as the caller says. */
function isOfVariables({ node }: Part): boolean {
  if (node.type !== 'BinaryExpression') return false;
  return [node.left, node.right].every((side) => {
    const { type } = unwrap(side);
    return type !== 'Literal' && !isConstantName(side);
  });
}

/** What a test may be a part of. */
const CONDITION = new Set(['LogicalExpression', 'UnaryExpression', 'TSNonNullExpression']);

/** `if (coupon.used) throw …`: whoever comes second is turned away. */
function refuses(test: TSESTree.Node): boolean {
  let at = test.parent;
  while (at && CONDITION.has(at.type)) at = at.parent;
  return at?.type === 'IfStatement' && !at.alternate && leaves(at.consequent);
}

/** Whether the function ends where the statement does. */
function leaves(statement: TSESTree.Statement | undefined): boolean {
  if (statement?.type === 'BlockStatement') return leaves(statement.body.at(-1));
  return statement?.type === 'ThrowStatement' || statement?.type === 'ReturnStatement';
}
