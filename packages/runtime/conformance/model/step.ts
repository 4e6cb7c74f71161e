import type { Operation } from './memory.js';
import type { Perform } from './platform.js';
import type { CallEvent, State, ThreadState } from './state.js';
import { type Calls, runThread } from './thread.js';

/** Does steps of threads: each answers the state that it leads to and leaves the old one alone. */
export class Stepper {
  readonly #perform: { current: Perform };

  constructor(perform: { current: Perform }) {
    this.#perform = perform;
  }

  /** A thread before its first operation. */
  begin(name: string, begin: () => Calls): ThreadState {
    return this.#progress({ name, begin } as ThreadState, []);
  }

  /** Does the operation that the thread is about to do. */
  step(before: State, index: number): State {
    const state = taken(before, index);
    const operation = state.threads[index]!.next!;
    if (operation.kind === 'wait') return this.#wait(state, index, operation);
    if (operation.kind === 'notify') return this.#notify(state, index, operation);
    const memory = state.memory.copy();
    const answer = memory.do(operation);
    return this.#answer({ ...state, memory }, index, answer, show(operation, answer));
  }

  /** Lets the thread's wait run out. */
  timeOut(state: State, index: number): State {
    const next = { ...state, timeouts: state.timeouts - 1 };
    return this.#wake(traced(next, index, 'its wait times out'), index, 'timed-out');
  }

  /** Kills the thread between two operations; `reaper` runs from then on. */
  die(state: State, index: number, reaper: (() => Calls) | undefined): State {
    const dead = { ...state.threads[index]!, status: 'dead' as const };
    const threads = [...state.threads.with(index, dead)];
    if (reaper) threads.push(this.begin(`reaper of ${index}`, reaper));
    const waiting = state.waiting.filter((waiter) => waiter !== index);
    return traced({ ...state, threads, waiting, deaths: state.deaths - 1 }, index, 'dies');
  }

  #wait(state: State, index: number, operation: Operation): State {
    const found = state.memory.cell(operation.buffer, operation.offset, operation.type);
    if (found !== operation.values[0]) {
      return this.#answer(state, index, 'not-equal', show(operation, 'not-equal'));
    }
    const waiter = { ...state.threads[index]!, status: 'waiting' as const };
    const threads = state.threads.with(index, waiter);
    const waiting = [...state.waiting, index];
    return traced({ ...state, threads, waiting }, index, show(operation, 'waits'));
  }

  #notify(state: State, index: number, operation: Operation): State {
    const most = Number(operation.values[0] ?? Infinity);
    const woken = state.waiting
      .filter((waiter) => isSameCell(state.threads[waiter]!.next!, operation))
      .slice(0, most);
    const next = this.#answer(state, index, woken.length, show(operation, woken.length));
    return woken.reduce((sofar, waiter) => this.#wake(sofar, waiter, 'ok'), next);
  }

  #wake(state: State, index: number, answer: string): State {
    const waiting = state.waiting.filter((waiter) => waiter !== index);
    return this.#proceed({ ...state, waiting }, index, answer);
  }

  #answer(state: State, index: number, answer: unknown, step: string): State {
    return traced(this.#proceed(state, index, answer), index, step);
  }

  #proceed(state: State, index: number, answer: unknown): State {
    const before = state.threads[index]!;
    const after = this.#progress(before, [...before.record, answer]);
    const events = [...state.events, ...findEvents(index, before, after)];
    return { ...state, threads: state.threads.with(index, after), events };
  }

  #progress(thread: ThreadState, record: readonly unknown[]): ThreadState {
    const progress = runThread(thread.begin, record, this.#perform);
    return { ...thread, ...progress, record, status: progress.next ? 'running' : 'ended' };
  }
}

/** Which calls the operation between two states of a thread began and ended. */
function findEvents(thread: number, before: ThreadState, after: ThreadState): CallEvent[] {
  const from = before.answers?.length ?? 0;
  const to = after.answers?.length ?? 0;
  const events: CallEvent[] = before.isFirst ? [{ thread, call: from, event: 'begin' }] : [];
  for (let call = from; call < to; call++) {
    // A call without any operation of its own begins and ends with the one before it.
    if (call > from) events.push({ thread, call, event: 'begin' });
    events.push({ thread, call, event: 'end' });
  }
  return events;
}

function traced(state: State, index: number, what: string): State {
  const last = `${state.threads[index]!.name}: ${what}`;
  return { ...state, steps: { last, before: state.steps } };
}

/** The thread's turn: interrupts the one before if that could go on. */
function taken(state: State, index: number): State {
  const isPreemption = state.last !== index && state.threads[state.last]?.status === 'running';
  return { ...state, last: index, preemptions: state.preemptions - Number(isPreemption) };
}

function isSameCell(left: Operation, right: Operation): boolean {
  return left.buffer === right.buffer && left.offset === right.offset;
}

function show({ kind, offset, values }: Operation, answer: unknown): string {
  return `${kind} ${[`byte ${offset}`, ...values].join(', ')} -> ${String(answer)}`;
}
