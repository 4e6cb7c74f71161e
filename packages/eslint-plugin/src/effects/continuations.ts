import type { CallSite } from './call-site.js';
import type { Frame } from './frame.js';
import { invoke, suspend } from './invoke.js';
import { copyState, replaceState, stateLattice, type State } from './state.js';
import { joinAll, unknown, type Value } from './value.js';

/** `.then`, `.catch` and `.finally`: their callbacks run after a suspension. */
export function callContinuation(site: CallSite, frame: Frame, state: State): Value | undefined {
  if (!site.method || !/^(then|catch|finally)$/.test(site.method)) return undefined;
  const receiver = site.receiver ?? unknown;
  suspend(state);
  const results = site.args.flatMap(({ value }, index) => {
    const [fn] = value.functions;
    const takesResult = site.method === 'then' && index === 0;
    if (!fn) return [];
    if (takesResult)
      return [invoke(fn, { args: [receiver], site: site.node }, frame, state) ?? unknown];
    return [invokeMaybe(fn, site, frame, state)];
  });
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
