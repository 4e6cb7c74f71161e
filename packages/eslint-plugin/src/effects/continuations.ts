import type { CallSite } from './call-site.js';
import type { Frame } from './frame.js';
import { invoke, isAwaited, suspend } from './invoke.js';
import { copyState, replaceState, stateLattice, type State } from './state.js';
import { joinAll, unknown, type Value } from './value.js';

/**
 * `.then`, `.catch` and `.finally`: their callbacks run after a suspension. The caller goes on at
 * once, and sees what they did only where it waits for the promise.
 */
export function callContinuation(site: CallSite, frame: Frame, state: State): Value | undefined {
  if (!site.method || !/^(then|catch|finally)$/.test(site.method)) return undefined;
  const receiver = site.receiver ?? unknown;
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
  if (isAwaited(site.node)) replaceState(state, later);
  return site.method === 'then' && results.length > 0 ? joinAll(results) : receiver;
}

function invokeMaybe(
  fn: Parameters<typeof invoke>[0],
  site: CallSite,
  frame: Frame,
  state: State,
): Value {
  const inner = copyState(state);
  const result = invoke(fn, { args: [], site: fn }, frame, inner) ?? unknown;
  if (!inner.dead) replaceState(state, stateLattice.join(state, inner));
  return result;
}
