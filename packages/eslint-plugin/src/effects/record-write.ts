import { functionName } from '../syntax/function-name.js';
import type { Fact, Write } from './access.js';
import { settleTests } from './claims.js';
import { rootOf, type Frame } from './frame.js';
import { isAwaited } from './invoke.js';
import { isConcurrent, isTogether } from './sharing.js';
import { shownWrite } from './shown-write.js';
import type { State } from './state.js';

/** Functions of these names run when the process starts, alone. */
const START_UP =
  /^(init|initiali[sz]e|bootstrap|seed|migrate|onModuleInit|onApplicationBootstrap|ensure\w*Exists?|(init|seed|bootstrap|populate)[A-Z]\w*)$/;

type Known = Omit<
  Write,
  | 'guards'
  | 'facts'
  | 'passed'
  | 'stale'
  | 'aged'
  | 'root'
  | 'concurrent'
  | 'together'
  | 'isOnce'
  | 'isAlone'
> &
  Partial<Pick<Write, 'concurrent'>> & {
    /** What had been tested where the entity was made, if that was before. */
    readonly born?: readonly Fact[] | undefined;
  };

/** Keeps a write with what holds where it happens. A later visit of the solver knows more. */
export function recordWrite({ born = [], ...write }: Known, frame: Frame, state: State): void {
  // What another file keeps in memory is told when that file is linted.
  if (frame.site && write.kind === 'memory') return;
  const [start, end] = write.node.range;
  const place = `${start}:${end}:${write.kind}:${frame.context}:${write.object?.id ?? ''}`;
  const known: Write = {
    concurrent: true,
    ...write,
    guards: new Set(state.guards),
    facts: testsFor(write, state.facts),
    passed: [...testsFor(write, state.passed), ...born],
    stale: takesTime(write) ? new Set([...state.stale, ...state.current]) : state.stale.copy(),
    aged: state.aged.copy(),
    root: rootOf(frame).function,
    isOnce: isStartUp(frame),
    together: isTogether(frame),
    isAlone: write.kind !== 'memory' && !isConcurrent(frame),
  };
  frame.run.writes.set(place, frame.site ? shownWrite(known, frame.site) : known);
  if (write.kind === 'memory') settleTests(write, frame, state);
}

/** What another file tested says nothing of the memory of this one. */
function testsFor({ kind }: Known, facts: Iterable<readonly [unknown, Fact]>): Fact[] {
  const all = [...facts].map(([, fact]) => fact);
  return kind === 'memory' ? all.filter(({ site }) => !site) : all;
}

/** Whether the write takes effect some time after the call, so that what was read before is stale. */
function takesTime({ operation, evidence, call }: Known): boolean {
  if (operation?.kind !== 'put' || !operation.takesTime) return false;
  // A function of that name whose end nobody waits for may be done when it returns.
  const isTold = call?.args.some(({ value }) => value.functions.size > 0) ?? false;
  return evidence !== 'shape' || isTold || (call !== undefined && isAwaited(call.node));
}

function isStartUp(frame: Frame): boolean {
  for (let at: Frame | undefined = frame; at; at = at.caller) {
    const name = at.function.type === 'Program' ? undefined : functionName(at.function);
    if (name !== undefined && START_UP.test(name)) return true;
  }
  return false;
}
