import type { Write } from './access.js';
import { rootOf, type Frame } from './frame.js';
import type { State } from './state.js';

type Known = Omit<Write, 'guards' | 'facts' | 'stale' | 'root' | 'concurrent'> &
  Partial<Pick<Write, 'concurrent'>>;

/** Keeps a write with what holds where it happens. A later visit of the solver knows more. */
export function recordWrite(write: Known, frame: Frame, state: State): void {
  const [start, end] = write.node.range;
  const place = `${start}:${end}:${write.kind}:${frame.context}:${write.object?.id ?? ''}`;
  frame.run.writes.set(place, {
    concurrent: true,
    ...write,
    guards: new Set(state.guards),
    facts: [...state.facts.values()],
    stale: new Set(state.stale),
    root: rootOf(frame).function,
  });
}
