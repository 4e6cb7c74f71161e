import { createHash } from 'node:crypto';
import type { Memory } from './memory.js';
import type { Calls, Progress } from './thread.js';

/** A thread at one moment. */
export interface ThreadState extends Progress {
  readonly name: string;
  readonly begin: () => Calls;
  readonly record: readonly unknown[];
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
  readonly last: string;
  readonly before: Steps | undefined;
}

/** A fingerprint of all that matters; the way there does not. */
export function toKey(state: State): string {
  const { memory, threads, waiting, events, deaths, timeouts, last, preemptions } = state;
  const parts = threads.map(({ name, status, record }) => `${name} ${status} ${record.join()}`);
  const order = events.map(({ thread, event }) => `${thread}${event[0]}`);
  // Who was last makes a difference only to whom it costs something to go on with another.
  const turn = preemptions === Infinity ? '' : `${last} ${preemptions}`;
  const text = [memory.toKey(), ...parts, waiting, order, deaths, timeouts, turn].join('|');
  return createHash('sha1').update(text).digest('base64');
}

/** The way to a state as lines, the first step first. */
export function toTimeline(steps: Steps | undefined): string {
  const lines: string[] = [];
  for (let step = steps; step !== undefined; step = step.before) lines.push(step.last);
  return lines.reverse().join('\n');
}
