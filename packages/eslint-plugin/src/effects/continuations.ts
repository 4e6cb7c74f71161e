import type { TSESTree } from '@typescript-eslint/utils';

import type { CallSite } from './call-site.js';
import type { Frame } from './frame.js';
import { endOfChain, invoke, isAwaited, suspend } from './invoke.js';
import { copyState, joinInto, replaceState, type State } from './state.js';
import { joinAll, unknown, type Value } from './value.js';

const CONTINUING = /^(then|catch|finally)$/;

/**
 * `.then`, `.catch` and `.finally`: their callbacks run after a suspension. The caller goes on at
 * once, and sees what they did only where it waits for the promise.
 */
export function callContinuation(site: CallSite, frame: Frame, state: State): Value | undefined {
  if (!site.method || !CONTINUING.test(site.method)) return undefined;
  const receiver = site.receiver ?? unknown;
  const end = endOfChain(site.node);
  const start = startOf(end, frame, state);
  const later = copyState(state);
  suspend(later);
  const results = site.args.flatMap(({ value }, index) => {
    const [fn] = value.functions;
    const isTold = site.method === 'then' && index === 0;
    if (!fn) return [];
    if (!isTold) return [invokeMaybe(fn, site, frame, later)];
    return [invoke(fn, { args: [receiver], site: site.node }, frame, later) ?? unknown];
  });
  later.dead = state.dead;
  if (site.node !== end || isAwaited(end)) replaceState(state, later);
  else replaceState(state, start);
  if (site.node === end) starts.get(frame)?.delete(end);
  return site.method === 'then' && results.length > 0 ? joinAll(results) : receiver;
}

/** What held where each chain that is under way began. */
const starts = new WeakMap<Frame, Map<TSESTree.Node, State>>();

/** Nobody waits for a chain in between: a caller that does not wait for its end goes on from here. */
function startOf(end: TSESTree.Node, frame: Frame, state: State): State {
  let known = starts.get(frame);
  if (!known) starts.set(frame, (known = new Map<TSESTree.Node, State>()));
  const start = known.get(end) ?? copyState(state);
  known.set(end, start);
  return start;
}

function invokeMaybe(
  fn: Parameters<typeof invoke>[0],
  site: CallSite,
  frame: Frame,
  state: State,
): Value {
  const inner = copyState(state);
  const result = invoke(fn, { args: [], site: fn }, frame, inner) ?? unknown;
  if (!inner.dead) joinInto(state, inner);
  return result;
}
