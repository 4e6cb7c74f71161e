import type { Operation } from './memory.js';
import type { Perform } from './platform.js';
import type { CallEvent, State, ThreadState } from './state.js';
import { type Calls, Moment, type Progress } from './thread.js';

/**
 * Does steps of the threads of one program: each answers the state that it leads to and leaves the
 * old one alone.
 */
export class Stepper {
  readonly #perform: { current: Perform };
  readonly #beginnings = new Map<string, Moment>();

  constructor(perform: { current: Perform }) {
    this.#perform = perform;
  }

  /** A thread before its first operation; threads of one name begin alike. */
  begin(name: string, begin: () => Calls): ThreadState {
    const moment = this.#beginnings.get(name) ?? new Moment(begin, this.#perform);
    this.#beginnings.set(name, moment);
    return { name, moment, status: moment.progress.next ? 'running' : 'ended' };
  }

  /** Does the operation that the thread is about to do. */
  step(before: State, index: number): State {
    const state = taken(before, index);
    const operation = state.threads[index]!.moment.progress.next!;
    if (operation.kind === 'wait') return this.#wait(state, index, operation);
    if (operation.kind === 'notify') return this.#notify(state, index, operation);
    const memory = state.memory.copy();
    const answer = memory.do(operation);
    return this.#answer({ ...state, memory }, index, answer, operation);
  }

  /** Lets the thread's wait run out. */
  timeOut(state: State, index: number): State {
    const next = { ...state, timeouts: state.timeouts - 1 };
    const told = traced(next, index, undefined, 'its wait times out');
    return this.#wake(told, index, 'timed-out');
  }

  /** Kills the thread between two operations; `reaper` runs from then on. */
  die(state: State, index: number, reaper: (() => Calls) | undefined): State {
    const dead = { ...state.threads[index]!, status: 'dead' as const };
    const threads = [...state.threads.with(index, dead)];
    if (reaper) threads.push(this.begin(`reaper of ${index}`, reaper));
    const waiting = state.waiting.filter((waiter) => waiter !== index);
    return traced(
      { ...state, threads, waiting, deaths: state.deaths - 1 },
      index,
      undefined,
      'dies',
    );
  }

  #wait(state: State, index: number, operation: Operation): State {
    const found = state.memory.cell(operation.buffer, operation.offset, operation.type);
    if (found !== operation.values[0]) {
      return this.#answer(state, index, 'not-equal', operation);
    }
    const waiter = { ...state.threads[index]!, status: 'waiting' as const };
    const threads = state.threads.with(index, waiter);
    const waiting = [...state.waiting, index];
    return traced({ ...state, threads, waiting }, index, operation, 'waits');
  }

  #notify(state: State, index: number, operation: Operation): State {
    const most = Number(operation.values[0] ?? Infinity);
    const woken = state.waiting
      .filter((waiter) => isSameCell(state.threads[waiter]!.moment.progress.next!, operation))
      .slice(0, most);
    const next = this.#answer(state, index, woken.length, operation);
    return woken.reduce((sofar, waiter) => this.#wake(sofar, waiter, 'ok'), next);
  }

  #wake(state: State, index: number, answer: string): State {
    const waiting = state.waiting.filter((waiter) => waiter !== index);
    return this.#proceed({ ...state, waiting }, index, answer);
  }

  #answer(state: State, index: number, answer: unknown, operation: Operation): State {
    return traced(this.#proceed(state, index, answer), index, operation, answer);
  }

  #proceed(state: State, index: number, answer: unknown): State {
    const { name, moment: before } = state.threads[index]!;
    const moment = before.after(answer);
    const status = moment.progress.next ? ('running' as const) : ('ended' as const);
    const threads = state.threads.with(index, { name, moment, status });
    const events = [...state.events, ...findEvents(index, before.progress, moment.progress)];
    return { ...state, threads, events };
  }
}

/** Which calls the operation between two states of a thread began and ended. */
function findEvents(thread: number, before: Progress, after: Progress): CallEvent[] {
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

function traced(
  state: State,
  index: number,
  operation: Operation | undefined,
  outcome: unknown,
): State {
  const thread = state.threads[index]!.name;
  return { ...state, steps: { thread, operation, outcome, before: state.steps } };
}

/** The thread's turn: interrupts the one before if that could go on. */
function taken(state: State, index: number): State {
  const isPreemption = state.last !== index && state.threads[state.last]?.status === 'running';
  return { ...state, last: index, preemptions: state.preemptions - Number(isPreemption) };
}

function isSameCell(left: Operation, right: Operation): boolean {
  return left.buffer === right.buffer && left.offset === right.offset;
}
