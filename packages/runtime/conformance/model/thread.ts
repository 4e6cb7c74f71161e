import type { Operation } from './memory.js';
import type { Perform } from './platform.js';

/** What a thread runs: calls one after the other; what a call answers goes on record. */
export type Calls = readonly (() => unknown)[];

/** Thrown out of the code under exploration at the operation that is still to be done. */
class Paused extends Error {}

/** What running a thread up to its next operation shows. */
export interface Progress {
  /** The operation it is about to do; `undefined` when it has ended. */
  readonly next: Operation | undefined;
  /** Whether that operation is the first of its call; before the first call it never is. */
  readonly isFirst: boolean;
  /** What the calls that have ended answered; `undefined` while it still joins what is shared. */
  readonly answers: readonly unknown[] | undefined;
  /** What it threw, if that ended it. */
  readonly failure: { readonly error: unknown } | undefined;
}

/**
 * Where a thread is after the answers that memory gave it, and where each next answer leads.
 *
 * Equal answers lead to the same moment, so that the thread's code runs once for each, however many
 * states of the whole program it stands in.
 */
export class Moment {
  static #made = 0;
  readonly id = Moment.#made++;
  readonly progress: Progress;
  readonly #begin: () => Calls;
  readonly #perform: { current: Perform };
  readonly #record: readonly unknown[];
  readonly #next = new Map<unknown, Moment>();

  constructor(begin: () => Calls, perform: { current: Perform }, record: readonly unknown[] = []) {
    this.#begin = begin;
    this.#perform = perform;
    this.#record = record;
    this.progress = runThread(begin, record, perform);
  }

  after(answer: unknown): Moment {
    const known = this.#next.get(answer);
    if (known) return known;
    const next = new Moment(this.#begin, this.#perform, [...this.#record, answer]);
    this.#next.set(answer, next);
    return next;
  }
}

/**
 * Runs a thread's code from the beginning, fed with the results on record.
 *
 * JavaScript cannot stop inside a function and go on later, but code that depends on nothing
 * except what memory answered comes to the same place again when it gets the same answers.
 */
function runThread(
  begin: () => Calls,
  record: readonly unknown[],
  perform: { current: Perform },
): Progress {
  let answers: unknown[] | undefined;
  let used = 0;
  let callBegan = -1;
  let paused: Progress | undefined;
  perform.current = (operation) => {
    if (used < record.length) return record[used++];
    // A `catch` or `finally` of the code may go on after the pause; nothing of that counts.
    paused ??= {
      next: operation,
      isFirst: used === callBegan,
      answers: answers && [...answers],
      failure: undefined,
    };
    throw new Paused();
  };
  const ended = { next: undefined, isFirst: false, failure: undefined };
  try {
    const calls = begin();
    answers = [];
    for (const call of calls) {
      callBegan = used;
      answers.push(call());
    }
    return paused ?? { ...ended, answers };
  } catch (error) {
    return paused ?? { ...ended, answers, failure: { error } };
  }
}
