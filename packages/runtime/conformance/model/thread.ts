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
 * Runs a thread's code from the beginning, fed with the results on record.
 *
 * JavaScript cannot stop inside a function and go on later, but code that depends on nothing
 * except what memory answered comes to the same place again when it gets the same answers.
 */
export function runThread(
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
