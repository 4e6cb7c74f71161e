import type { TSESTree } from '@typescript-eslint/utils';

import { unwrap } from '../../syntax/node-shapes.js';
import type { Guard } from '../access.js';
import type { CallSite } from '../call-site.js';
import { operandValue } from '../evaluate.js';
import type { Frame } from '../frame.js';
import { within } from '../guards.js';
import { invoke, invokeDeferred } from '../invoke.js';
import type { State } from '../state.js';
import { unknown, type Value } from '../value.js';
import type { LockUse } from './lock-use.js';

/** Takes the lock, lets it go, or runs its callback under it. */
export function useLock(use: LockUse, site: CallSite, frame: Frame, state: State): Value {
  switch (use.kind) {
    case 'acquire':
      if (keepsOut(use)) state.guards.add(guardOf(use, frame, state));
      return unknown;
    case 'release':
      letGo(use, state);
      return unknown;
    case 'exclusive':
      return runUnder(use, site, frame, state);
  }
}

/** Whether nobody else is let in: not where many may hold it, or all who read. */
function keepsOut({ lock, operation }: LockUse): boolean {
  return lock.isExclusive !== false && !operation.shared;
}

function guardOf(use: LockUse, frame: Frame, state: State): Guard {
  const key = use.key && operandValue(onlyElement(use.key), frame, state).symbol;
  return frame.run.arena.guard('lock', use.node, use.lock.id, { use, key });
}

/** `key` of `[key]`. */
function onlyElement(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== 'ArrayExpression' || node.elements.length !== 1) return node;
  return node.elements[0] ?? node;
}

function letGo({ lock, taken }: LockUse, state: State): void {
  for (const guard of state.guards) {
    const isIt = taken ? guard.lock?.use === taken : guard.owner === lock.id;
    if (guard.kind === 'lock' && isIt) state.guards.delete(guard);
  }
}

/** Work for a queue runs at some other time, but still under the queue's guard. */
function runUnder(use: LockUse, site: CallSite, frame: Frame, state: State): Value {
  const given = site.args.find(({ node }) => unwrap(node) === use.callback);
  const [fn] = given?.value.functions ?? [];
  if (!fn) return unknown;
  const run = (): Value | undefined => invoke(fn, { args: [], site: site.node }, frame, state);
  if (keepsOut(use)) return within(guardOf(use, frame, state), state, run);
  invokeDeferred(fn, site, frame, state);
  return unknown;
}
