import type { Memory, Operation } from './memory.js';
import type { Moment } from './thread.js';

/** A thread as it stands. */
export interface ThreadState {
  readonly name: string;
  readonly moment: Moment;
  readonly status: 'running' | 'waiting' | 'ended' | 'dead';
}

/** One call of one thread, as a step of the whole program. */
export interface CallEvent {
  readonly thread: number;
  /** The how-manieth call of its thread. */
  readonly call: number;
  readonly event: 'begin' | 'end';
}

/** Everything that can make a difference to what happens next, and how it came to this. */
export interface State {
  readonly memory: Memory;
  readonly threads: readonly ThreadState[];
  /** Those who wait, in the order in which they began. */
  readonly waiting: readonly number[];
  /** The first and last operations of calls, in their order. */
  readonly events: readonly CallEvent[];
  /** How many threads may still die, and how many waits may still time out. */
  readonly deaths: number;
  readonly timeouts: number;
  /** The thread that did the last step, and how many may still be interrupted. */
  readonly last: number;
  readonly preemptions: number;
  readonly steps: Steps | undefined;
}

/** The way to a state: its last step, and the way to the state before. */
export interface Steps {
  readonly thread: string;
  /** What it did, if that was an operation, and what came of it. */
  readonly operation: Operation | undefined;
  readonly outcome: unknown;
  readonly before: Steps | undefined;
}

/** All that matters, as text; the way there does not. */
export function toKey(state: State): string {
  const { memory, threads, waiting, events, deaths, timeouts, last, preemptions } = state;
  const parts = threads.map(({ moment, status }) => `${moment.id}${status[0]}`);
  const order = events.map(({ thread, event }) => `${thread}${event[0]}`);
  // Who was last makes a difference only to whom it costs something to go on with another.
  const turn = preemptions === Infinity ? '' : `${last} ${preemptions}`;
  return [memory.toKey(), parts, waiting, order, deaths, timeouts, turn].join('|');
}

/** The way to a state as lines, the first step first. */
export function toTimeline(steps: Steps | undefined): string {
  const lines: string[] = [];
  for (let step = steps; step !== undefined; step = step.before) lines.push(toLine(step));
  return lines.reverse().join('\n');
}

function toLine({ thread, operation, outcome }: Steps): string {
  if (operation === undefined) return `${thread}: ${String(outcome)}`;
  const { kind, offset, values } = operation;
  return `${thread}: ${kind} ${[`byte ${offset}`, ...values].join(', ')} -> ${String(outcome)}`;
}
